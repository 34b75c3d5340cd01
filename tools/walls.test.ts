import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/**
 * Canaries: a small house with the real walls around it. Whole, it passes; with a violation of each kind planted, each is
 * caught by name. A checker that silently looks at nothing would fail here.
 */
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const CONFIGS = [
  '.dependency-cruiser.cjs',
  '.oxlintrc.json',
  'tsconfig.base.json',
  'src/domain/tsconfig.json',
  'src/contract/tsconfig.json',
]

const imports = (from: string): string => `import * as planted from '${from}'\n\nexport const used = planted\n`

const SOUND: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "imports": { "#*": "./src/*" }, "dependencies": { "zod": "*", "pg": "*" } }',
  'node_modules/zod/package.json': '{ "name": "zod", "version": "4.0.0", "type": "module", "main": "index.js" }',
  'node_modules/zod/index.js': 'export const z = 1\n',
  'node_modules/zod/index.d.ts': 'export declare const z: number\n',
  'node_modules/pg/package.json': '{ "name": "pg", "version": "8.0.0", "type": "module", "main": "index.js" }',
  'node_modules/pg/index.js': 'export const pg = 1\n',
  'node_modules/pg/index.d.ts': 'export declare const pg: number\n',
  'src/domain/kernel/month.ts': "import { z } from 'zod'\n\nexport const month = z + 1\n",
  'src/domain/station/index.ts': "export { station } from './station.ts'\n",
  'src/domain/station/station.ts': "import { month } from '../kernel/month.ts'\n\nexport const station = month\n",
  'src/domain/visit/index.ts': "export { visit } from './visit.ts'\n",
  'src/domain/visit/visit.ts': "import { station } from '../station/index.ts'\n\nexport const visit = station\n",
  'src/contract/visit.ts': "import { visit } from '#domain/visit/index.ts'\n\nexport const shape = visit\n",
  'src/server/http/bind.ts': "import { shape } from '#contract/visit.ts'\n\nexport const bind = shape\n",
  'src/server/visit/repository.ts': imports('pg'),
  'src/server/visit/type.ts': "import type * as pg from 'pg'\n\nexport type Any = typeof pg\n",
  'src/server/visit/index.ts': "import { bind } from '#server/http/bind.ts'\n\nexport const routes = bind\n",
  'src/ui/button.ts': 'export const button = 1\n',
  'src/web/visit/index.ts':
    "import { shape } from '#contract/visit.ts'\nimport { button } from '#ui/button.ts'\n\nexport const page = shape + button\n",
  'src/cli/sgz.ts': "import { routes } from '#server/visit/index.ts'\n\nexport const command = routes\n",
}

/** Rule of dependency-cruiser → the file that breaks it. */
const PLANTED: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'domain-is-pure': ['src/domain/kernel/planted-fs.ts', imports('node:fs')],
  'contract-is-domain-plus-zod': ['src/contract/planted.ts', imports('pg')],
  'server-never-sees-the-browser': ['src/server/visit/planted-web.ts', imports('#web/visit/index.ts')],
  'browser-never-sees-the-server': ['src/web/visit/planted.ts', imports('#server/http/bind.ts')],
  'ui-knows-no-page-and-no-domain': ['src/ui/planted.ts', imports('#contract/visit.ts')],
  'command-never-sees-the-browser': ['src/cli/planted.ts', imports('#ui/button.ts')],
  'nobody-imports-the-command': ['src/server/visit/planted-cli.ts', imports('#cli/sgz.ts')],
  'common-parts-know-no-module': ['src/server/http/planted.ts', imports('#server/visit/index.ts')],
  'another-module-only-through-its-index': ['src/domain/visit/planted.ts', imports('../station/station.ts')],
  'another-layers-module-only-through-its-index': ['src/contract/planted-inner.ts', imports('#domain/station/station.ts')],
  'reading-order-station': ['src/domain/station/planted.ts', imports('../visit/index.ts')],
  'no-cycles': ['src/ui/planted-circle.ts', "import { a } from './planted-cycle.ts'\n\nexport const b = (): unknown => a\n"],
  'no-unresolved': ['src/server/visit/planted-nowhere.ts', imports('#server/nowhere/index.ts')],
}
const OTHER: Readonly<Record<string, string>> = {
  'src/server/visit/planted-sql.ts': imports('pg'),
  'src/ui/planted-cycle.ts': "import { b } from './planted-circle.ts'\n\nexport const a = (): unknown => b\n",
  'src/domain/kernel/planted-dom.ts': 'export const title = document.title\n',
  'src/domain/kernel/planted-node.ts': 'export const home = process.env\n',
  'src/domain/kernel/planted-clock.ts': 'export const now = Date.now() + Math.random()\n',
  'src/domain/kernel/planted-any.ts': 'export const loose = (x: any): number => x\n',
  'src/domain/kernel/planted-default.ts': 'export default 1\n',
  'src/domain/kernel/PlantedName.ts': 'export const name = 1\n',
}

let house = ''
beforeAll(() => {
  house = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-walls-'))
  for (const name of CONFIGS) write(name, fs.readFileSync(path.join(ROOT, name), 'utf8'))
  for (const [name, text] of Object.entries(SOUND)) write(name, text)
})
afterAll(() => fs.rmSync(house, { recursive: true, force: true }))

function write(name: string, text: string): void {
  const file = path.join(house, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}

function run(tool: string, ...args: string[]): { readonly isGood: boolean; readonly said: string } {
  const done = spawnSync(path.join(ROOT, 'node_modules/.bin', tool), args, { cwd: house, encoding: 'utf8' })
  return { isGood: done.status === 0, said: `${done.stdout}${done.stderr}` }
}
const cruise = () => run('depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'src')

describe('a sound house', () => {
  test('passes the walls, and they did look at it', () => {
    const { isGood, said } = cruise()
    expect(isGood, said).toBe(true)
    expect(said).toMatch(/no dependency violations found \((1[2-9]|[2-9]\d) modules/)
  })

  test('passes the types and the linter', () => {
    for (const layer of ['src/domain', 'src/contract']) expect(run('tsc', '-p', layer)).toEqual({ isGood: true, said: '' })
    const lint = run('oxlint', '--quiet', 'src')
    expect(lint.isGood, lint.said).toBe(true)
  })
})

describe('a violation', () => {
  beforeAll(() => {
    for (const [file, text] of Object.values(PLANTED)) write(file, text)
    for (const [file, text] of Object.entries(OTHER)) write(file, text)
  })

  test('of every wall is caught by name', () => {
    const { isGood, said } = cruise()
    expect(isGood).toBe(false)
    const missed = Object.keys(PLANTED).filter((rule) => !new RegExp(`error ${rule}: `).test(said))
    expect(missed, said).toEqual([])
    for (const [rule, [file]] of Object.entries(PLANTED)) expect(said).toContain(`${rule}: ${file}`)
  })

  test('of the domain by page or process is caught by its types', () => {
    const { said } = run('tsc', '-p', 'src/domain')
    expect(said).toMatch(/planted-dom\.ts.*'document'/)
    expect(said).toMatch(/planted-node\.ts.*'process'/)
    expect(said).toMatch(/planted-fs\.ts.*'node:fs'/)
  })

  test('of the house style is caught by the linter', () => {
    const { isGood, said } = run('oxlint', '--format', 'unix', 'src')
    expect(isGood).toBe(false)
    for (const [file, rule] of [
      ['planted-clock', 'no-restricted-properties'],
      ['planted-any', 'no-explicit-any'],
      ['planted-default', 'no-default-export'],
      ['planted-fs', 'no-restricted-imports'],
      ['planted-sql', 'no-restricted-imports'],
      ['PlantedName', 'filename-case'],
    ])
      expect(said).toMatch(new RegExp(`${file}\\.ts.*${rule}`))
  })
})
