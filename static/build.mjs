// Builds static/dist from our own sources and the npm packages: app.css, app.js, early.js, fonts,
// licences.
// Nothing is downloaded here, and nothing with a crown, a crest or GDS Transport is copied.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const packages = join(root, 'node_modules')
const dist = join(here, 'dist')
// Built beside and swapped in whole, so that a failed build leaves the last good one standing.
const fresh = join(here, '.dist-being-built')

const WEIGHTS = [400, 600, 700]
const SUBSETS = ['latin', 'latin-ext']
// The packages whose work is served, and whose licence therefore goes with it.
const SERVED = [
  '@fontsource/noto-sans-bengali', '@fontsource/noto-sans-gurmukhi', '@fontsource/noto-sans-sc',
  '@fontsource/source-sans-3', '@fontsource/vazirmatn', '@ministryofjustice/frontend',
  'govuk-frontend', 'htmx.org'
]

async function buildStyles () {
  const { css } = sass.compile(join(here, 'src/scss/app.scss'), {
    // MOJ Frontend names govuk-frontend by its path from the project's root.
    loadPaths: [packages, root],
    quietDeps: true,
    style: 'compressed'
  })
  await writeFile(join(fresh, 'app.css'), css)
}

async function buildScript () {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [join(here, 'src/js/app.mjs')],
    outfile: join(fresh, 'app.js'),
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
    // htmx keeps eval behind allowEval, which app.mjs turns off and the CSP forbids.
    logOverride: { 'direct-eval': 'silent' },
    minify: true,
    target: 'es2020'
  })
}

async function copyFonts () {
  const from = join(packages, '@fontsource/source-sans-3/files')
  await mkdir(join(fresh, 'fonts'))
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const name = `source-sans-3-${subset}-${weight}-normal.woff2`
      await cp(join(from, name), join(fresh, 'fonts', name))
    }
  }
}

async function writeNotices () {
  const notices = await Promise.all(SERVED.map(async (name) => {
    const folder = join(packages, name)
    const { license, version, author } = JSON.parse(await readFile(join(folder, 'package.json')))
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
    const terms = file ? await readFile(join(folder, file), 'utf8') : `By ${author?.name ?? author}`
    return `${name} ${version} (${license})\n\n${terms.trim()}\n`
  }))
  await writeFile(join(fresh, 'licences.txt'), notices.join(`\n${'-'.repeat(72)}\n\n`))
}

await rm(fresh, { recursive: true, force: true })
await mkdir(fresh)
await Promise.all([buildStyles(), buildScript(), copyFonts(), writeNotices()])
await cp(join(here, 'src/favicon.svg'), join(fresh, 'favicon.svg'))
await cp(join(here, 'src/js/early.js'), join(fresh, 'early.js'))
await rm(dist, { recursive: true, force: true })
await rename(fresh, dist)
console.log(`Built ${relative(root, dist)}`)
