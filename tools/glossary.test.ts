import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ROLE_LABELS } from '../src/domain/access/index.ts'
import { catalogue, KIND_LABEL, MODE_LABEL, STATE_LABEL, STRENGTH_LABEL } from '../src/domain/scheme/index.ts'

/** GLOSSARY.md says every word that code and plans share; whoever coins one adds its row. */
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const SCHEMES = path.join(ROOT, 'schemes')

interface Term {
  readonly chinese: string
  readonly names: readonly string[]
  readonly clause: string | undefined
}
const terms: readonly Term[] = fs
  .readFileSync(path.join(ROOT, 'GLOSSARY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && line.includes('`'))
  .map((line) => {
    const [, chinese = '', names = '', , clause] = line.split('|').map((cell) => cell.trim())
    return { chinese, names: [...names.matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? ''), clause }
  })
const known = new Set(terms.flatMap((t) => t.names))

const missingFrom = (words: Readonly<Record<string, string>>): string[] =>
  Object.entries(words)
    .filter(([name, label]) => !terms.some((t) => t.names.includes(name) && t.chinese === label))
    .map(([name, label]) => `${name} ${label}`)

describe('the glossary says, by the same 中文,', () => {
  test('every kind of rule', () => expect(missingFrom(KIND_LABEL)).toEqual([]))
  test('every state of a ruling', () => expect(missingFrom(STATE_LABEL)).toEqual([]))
  test('every mode of a clause', () => expect(missingFrom(MODE_LABEL)).toEqual([]))
  test('every kind of account', () => expect(missingFrom(ROLE_LABELS)).toEqual([]))
  test('every subject of the catalogue', () =>
    expect(missingFrom(Object.fromEntries(Object.values(catalogue).map((s) => [s.subject, s.label])))).toEqual([]))
  test('every strength', () => {
    const row = terms.find((t) => t.names.includes('strength'))
    expect(row).toBeDefined()
    const text = fs.readFileSync(path.join(ROOT, 'GLOSSARY.md'), 'utf8')
    for (const [name, label] of Object.entries(STRENGTH_LABEL)) expect(text).toContain(`\`${name}\` ${label}`)
  })
})

const Head = z.object({ roles: z.record(z.string(), z.unknown()) })
const Clauses = z.array(z.object({ id: z.string() }))
const schemes = fs.readdirSync(SCHEMES, { withFileTypes: true }).filter((d) => d.isDirectory())
const yaml = (id: string, file: string): unknown => parse(fs.readFileSync(path.join(SCHEMES, id, file), 'utf8'))

test.each(schemes.map((d) => d.name))('the glossary knows every party that %s names', (id) => {
  const { roles } = Head.parse(yaml(id, 'scheme.yaml'))
  expect(Object.keys(roles).filter((role) => !known.has(role))).toEqual([])
})

test('every clause it points to is there', () => {
  const clauses = new Set(schemes.flatMap((d) => Clauses.parse(yaml(d.name, 'clauses.yaml')).map((c) => c.id)))
  const cited = terms.flatMap((t) => (t.clause !== undefined && /^[a-z]+\d*-/.test(t.clause) ? [t.clause] : []))
  expect(cited.length).toBeGreaterThan(60)
  expect(cited.filter((id) => !clauses.has(id))).toEqual([])
})
