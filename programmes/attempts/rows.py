"""How the rows of a month's entry are tried: every fault at once, a conflict beside its row."""

from datetime import datetime
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpResponse

from irp.actions import NotOpen, Refused, whole
from irp.attempts import Clash, clash_of
from irp.context import settings_of
from irp.form_rendering import error_list
from irp.forms import hold_to_window
from irp.models import User
from irp.pages import SignedIn, page
from irp.presenters import Pages
from irp.rules.calendar import london_day
from irp.sent import may_come_again, take_effect
from programmes.actions.open_rows import FaultyRows, RowsReported, report_rows
from programmes.attempts.due import END, DueForms
from programmes.forms.due_occurrences import DueForm, due_named
from programmes.forms.rows import RowForm
from programmes.models import MilestoneReport, Return
from programmes.presenters.return_report import ROWS, OpenLine, open_lines, row_faults
from programmes.readings.open_rows import OpenRow, open_rows, reports_as_seen
from programmes.readings.readers import reader_in
from programmes.rules.returns import allows
from programmes.words import Step

DATES = ("forecast", "actual_on")


class RowsAttempt:
    """The rows of a return, a form for each that was sent, and what became of the entry.

    `refusals` speak of the whole; `clashes` show by reference what was saved meanwhile.
    """

    def __init__(self, request: SignedIn, ret: Return, *, at: datetime) -> None:
        self.request, self.ret, self.at = request, ret, at
        self.rows = open_rows(ret, on=london_day(at))
        self.forms: dict[str, RowForm] = {}
        self.clashes: dict[str, Clash] = {}
        self.refusals: list[str] = []
        self.due = DueForms(request, ret, self.rows.values())
        if request.method == "POST":
            self._bind()

    @property
    def sent(self) -> list[str]:
        """Return the references of the rows that stood on the page which was sent."""
        sent = [name.removesuffix(END) for name in self.request.POST if name.endswith(END)]
        return [ref for ref in sent if due_named(ref) is None]

    def _bind(self) -> None:
        """Bind the rows that were sent; each is compared with what the person saw of it."""
        versions = {ref: RowForm.sent_version(self.request.POST, ref) for ref in self.sent}
        seen = reports_as_seen(self.rows.values(), versions)
        for ref in self.sent:
            row = self.rows.get(ref)
            if row is None:
                self._tell_of_lost(ref)
                continue
            as_seen = seen.get(ref, row.report) if versions[ref] else None
            self.forms[ref] = self.form(ref, seen=as_seen, data=self.request.POST)

    def _tell_of_lost(self, ref: str) -> None:
        """Refuse what was typed for a row that is reported no more; nothing else is dropped."""
        typed = (self.request.POST.get(f"{ref}-{name}", "") for name in ("delivery", "narrative"))
        if any(words.strip() for words in typed):
            self.refusals.append(f"{ref} is not among the rows to report any more. Copy what you "
                                 "typed for it, then open this page again.")  # fmt: skip

    def form(self, ref: str, *, seen: MilestoneReport | None, data: Any = None) -> RowForm:
        """Return the form of a row, with the plan's quarters and the window of its dates."""
        settings = settings_of(self.request)
        quarters, on = settings.irp_quarters, london_day(self.at)
        form = RowForm(data, seen=seen, prefix=ref, quarters=quarters, on=on)
        hold_to_window(form, lambda: settings.window)
        return form

    def drawn(self, open_line: OpenLine) -> tuple[RowForm, Clash | None]:
        """Return the form of a row as the page shows it, and the conflict above it."""
        ref, row = open_line.line.ref, open_line.row
        form = self.forms.get(ref) or self.form(ref, seen=row.report)
        form.offer(open_line.offered)
        return form, self.clashes.get(ref)

    def date_box(self, asked: str) -> BoundField | None:
        """Return the box of a date by the name it was sent under."""
        dates = [form[name] for form in self.forms.values() for name in DATES]
        dates += [form["done_on"] for form in self.due.forms.values()]
        return next((box for box in dates if box.html_name == asked), None)

    @property
    def checks(self) -> bool:
        """Tell whether the person asked only how the dates are read."""
        return "check" in self.request.POST

    @property
    def touched(self) -> dict[str, RowForm]:
        """Return the forms of the rows that somebody filled in or changed."""
        return {ref: form for ref, form in self.forms.items() if form.has_changed()}

    @property
    def is_touched(self) -> bool:
        """Tell whether anything was filled in or changed, or typed for what is reported no more."""
        return bool(self.touched or self.due.touched or self.refusals or self.due.refusals)

    @property
    def _every_form(self) -> dict[str, RowForm | DueForm]:
        """Return every form that was sent, by what its faults are named after."""
        return {**self.forms, **{str(due): form for due, form in self.due.forms.items()}}

    @property
    def status(self) -> int:
        """Return the status of the answer: 422 for faults, 409 for conflicts, else 200."""
        if self.clashes or self.due.clashes:
            return 409
        refused = self.refusals or self.due.refusals
        return 422 if refused or any(form.errors for form in self._every_form.values()) else 200

    @property
    def faults(self) -> list[dict[str, str]]:
        """Return what the error summary lists, each fault with its row and linked to its box."""
        return [{"text": words} for words in (*self.refusals, *self.due.refusals)] + [
            fault | {"text": f"{name}: {fault['text']}"}
            for name, form in self._every_form.items()
            for fault in error_list(form)
        ]

    def read_dates(self) -> None:
        """Leave the other boxes for later: a check says nothing of them (Rule 8)."""
        for form in self._every_form.values():
            for name in [name for name in form.errors if name not in {*DATES, "done_on"}]:
                del form.errors[name]

    def enter(self, *, by: User) -> RowsReported | None:
        """Return what the act made of the rows; None where the forms or the act refused."""
        touched = self.touched
        for ref, form in touched.items():
            if not form.repeats:
                self._tell(form, self.rows[ref])
        self.due.tell(on=london_day(self.at))
        are_valid = [form.is_valid() for form in touched.values()]
        if self.refusals or not all(are_valid) or not self.due.are_valid:
            return None
        month = self.ret.period.month
        entries = {ref: form.report(month=month) for ref, form in touched.items()}
        told = self.due.entries(month=month)

        def once() -> RowsReported:
            take_effect(self.request)
            draft = "draft" in self.request.POST
            entered = report_rows(self.ret, entries, told, draft=draft, by=by, at=self.at)
            if not entered.is_whole:
                may_come_again(self.request)
            return entered

        try:
            entered = whole(once, tries=1)
        except FaultyRows as faulty:
            for ref, faults in faulty.faults.items():
                for name, fault in faults.items():
                    self.forms[ref].add_error(name, fault)
            self.due.add(faulty.due)
            return None
        except NotOpen:
            raise
        except Refused as refused:
            self.refusals += refused.reasons
            self.ret.refresh_from_db(fields=["state"])  # it may have been submitted meanwhile
            return None
        self.request.took_effect = entered.is_whole
        self._meet(entered)
        self.due.meet(entered.due_clashes)
        return entered

    def _tell(self, form: RowForm, row: OpenRow) -> None:
        """Add what the rule says to what the form refuses: all in one round."""
        valid = {
            name: form.cleaned_data.get(name) for name in form.fields if name not in form.errors
        }
        for name, fault in row_faults(row, valid, ret=self.ret, at=self.at).items():
            if name not in form.errors:
                form.add_error(name, fault)

    def _meet(self, entered: RowsReported) -> None:
        """Show what was saved meanwhile beside what was typed; the saved rows are drawn anew."""
        forms = {}
        for ref, report in entered.clashes.items():
            form = forms[ref] = self.forms[ref]
            self.clashes[ref] = clash_of(form, report)
            form.see_again(report)
        self.forms = forms

    def sheet(self) -> HttpResponse:
        """Return the page: what was typed where something was refused, else the rows."""
        ret, request = self.ret, self.request
        rows, has_clash = self.rows, bool(self.clashes or self.due.clashes)
        if has_clash:
            rows = open_rows(ret, on=london_day(self.at))
            self.due.read(rows.values())
        lines = open_lines(ret, rows, at=self.at, reader=reader_in(request.user, ret.programme))
        leaf = None
        shown = [open_line for open_line in lines if open_line.line.ref in self.sent]
        if request.method != "POST":
            leaf = Pages(lines, ROWS).get_page(request.GET.get("page"))
            shown = list(leaf)
        context = {
            "ret": ret,
            "programme": ret.programme,
            "rows": [(open_line, *self.drawn(open_line)) for open_line in shown],
            "due": self.due,
            "leaf": leaf,
            "reported": sum(open_line.row.report is not None for open_line in lines),
            "all_rows": len(lines),
            "faults": self.faults,
            "clash": has_clash,
            "checked": self.checks,
            "failed": self.status != 200,
            "voids": allows(Step.REOPEN, state=ret.state),
            "quarters": settings_of(request).irp_quarters,
        }
        return page(request, "programmes/return_report.html", context, status=self.status)
