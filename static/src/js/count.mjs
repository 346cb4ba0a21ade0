// The kit's counter, which counts as the server and the database do: an emoji is as many characters
// as it has code points, a line break is one, and blanks around the text are none.
import { CharacterCount } from 'govuk-frontend'

export class ServersCount extends CharacterCount {
  updateCount () {
    this.count = [...this.$textarea.value.trim()].length
  }
}
