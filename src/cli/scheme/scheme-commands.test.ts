import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { findRoot } from '#server/find-root.ts'
import { BadInput } from '../end-with.ts'
import { groundByHand } from './ground-by-hand.ts'
import { askScheme } from './scheme-ask.ts'
import { checkScheme } from './scheme-check.ts'
import { diffSchemes } from './scheme-diff.ts'
import { explainScheme } from './scheme-explain.ts'
import { listFacts } from './scheme-facts.ts'
import { loadableSchemes, readScheme } from './scheme-folder.ts'
import { writeNewScheme } from './scheme-new.ts'
import { tryNumber } from './scheme-whatif.ts'
import { registerSchemeCommands } from './scheme.ts'

const DAY = '2030-01-15' as CivilDate
let dir: string
const file = (name: string, text: string): string => {
  const at = path.join(dir, name)
  writeFileSync(at, text)
  return at
}
const thrown = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof BadInput) return error.message
    throw error
  }
  throw new Error('nothing was thrown')
}

beforeAll(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'sgz-cli-'))
  writeNewScheme(dir, 'fresh1', '2029-01-01')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const fresh = () => readScheme(dir, 'fresh1')

describe('scheme new', () => {
  test('writes a folder that passes the check', () => {
    expect(checkScheme(dir, 'fresh1')).toMatchObject({ issues: [], goldenCases: 2, goldenFailures: [], clauses: { unplaced: 0 } })
  })
  test('refuses an id that is none or taken', () => {
    expect(thrown(() => writeNewScheme(dir, 'Fresh', '2030-01-01'))).toContain('小写字母')
    expect(thrown(() => writeNewScheme(dir, '../x', '2030-01-01'))).toContain('小写字母')
    expect(thrown(() => writeNewScheme(dir, 'fresh1', '2030-01-01'))).toContain('已经有了')
  })
})

describe('scheme ask', () => {
  const ask = (facts: string, more: Partial<Parameters<typeof askScheme>[1]> = {}) =>
    askScheme(fresh().scheme, { facts: file('facts.yaml', facts), asOf: DAY, ...more })

  test('gives verdicts with clauses, gap, effects and what is missing with its supplier', () => {
    const { code, json, lines } = ask('station: { officeAreaM2: 39.9 m² }\n')
    expect(code).toBe(0)
    const answer = json as { verdicts: { rule: string }[]; missing: { fact: string; supplier: string }[] }
    expect(answer.verdicts.find((v) => v.rule === 'office-area')).toMatchObject({
      state: 'not-met',
      clauses: [{ id: 'fresh1-1-1', ref: '一、(一)' }],
      amount: { value: 3990, den: 1, unit: 'm²', text: '39.90 m²' },
      effects: [{ kind: 'gap', debtor: 'town' }],
    })
    expect(answer.missing.map((f) => f.fact)).toContain('station.openedOn')
    expect(answer.missing.every((f) => f.supplier !== '')).toBe(true)
    expect(lines.join('\n')).toContain('0.10 m²')
  })
  test('takes flat names, and settings as proposed or from a file', () => {
    const facts = 'station.openedOn: 2029-12-01\nstation.reports: []\n'
    const stateOf = (settings?: string): string | undefined =>
      (
        ask(facts, settings === undefined ? {} : { settings }).json as { verdicts: { rule: string; state: string }[] }
      ).verdicts.find((v) => v.rule === 'monthly-report')?.state
    expect(stateOf()).toBe('unsettled')
    expect(stateOf('proposed')).toBe('overdue')
    expect(stateOf(file('settings.yaml', 'report-grace: 20 天\n'))).toBe('at-risk')
  })
  test.each([
    [
      'station:\n  officeAreaM2: 39.9\n  opendOn: 2030-01-01\n',
      ['facts.yaml:2:3', '应带单位', 'facts.yaml:3:3', 'station.opendOn'],
    ],
    ['statoin: {}\n', ['facts.yaml:1:1', '没有主体 statoin']],
    ['station.officeAreaM2: 40 分\n', ['facts.yaml:1:1', '单位不符']],
    [
      'station:\n  reports:\n    - { receivedOn: 2030-01-01 }\n    - { recievedOn: 2030-01-01 }\n',
      ['facts.yaml:4:9', 'recievedOn'],
    ],
    ['station: [\n', ['YAML 写法有误']],
    ['- 1\n', ['facts.yaml:1:1', '字段表']],
    ['', ['字段表']],
  ])('names the place of what does not fit: %j', (facts, said) => {
    const message = thrown(() => ask(facts))
    for (const part of said) expect(message).toContain(part)
  })
  test('refuses a file, overlay, setting or role that is not there', () => {
    expect(thrown(() => askScheme(fresh().scheme, { facts: path.join(dir, 'none.yaml'), asOf: DAY }))).toContain('ENOENT')
    expect(thrown(() => ask('station: {}\n', { overlay: 'nowhere' }))).toContain('没有叠加规定')
    expect(thrown(() => ask('station: {}\n', { settings: file('s1.yaml', 'no-such: 5 天\n') }))).toContain('s1.yaml:1:1')
    expect(thrown(() => ask('station: {}\n', { settings: file('s2.yaml', 'report-grace: 5\n') }))).toContain('应带单位')
    expect(thrown(() => ask('station: {}\n', { role: 'king', action: 'station.open' }))).toContain('没有角色')
    expect(thrown(() => ask('station: {}\n', { role: 'town' }))).toContain('一起给')
  })
  test('says whether a role may act, and that an absent rule gives no leave', () => {
    const { json } = ask('station: {}\n', { role: 'town', action: 'station.open' })
    expect(json).toMatchObject({ actions: [{ role: 'town', action: 'station.open', allowed: 'silent', rule: null }] })
  })
})

describe('scheme whatif', () => {
  const over = (set: string) =>
    tryNumber(
      groundByHand(fresh().scheme, {
        facts: file('w.yaml', 'station: [ { id: small, officeAreaM2: 45 m² }, { id: large, officeAreaM2: 90 m² } ]\n'),
        asOf: DAY,
      }),
      set,
    )

  test.each([
    'office-area.atLeast=60 m²',
    'office-area.atLeast=60',
    'office-area.require.atLeast=60m²',
    'office-area= 60 平方米',
  ])('%s shows who falls', (set) => {
    expect(over(set).json).toMatchObject({
      param: 'require.atLeast',
      from: '40.00 m²',
      before: { met: 2 },
      after: { met: 1, 'not-met': 1 },
      changes: [{ id: 'small', from: 'met', to: 'not-met' }],
      faults: [],
    })
  })
  test.each([
    ['office-area', '应为 规则.参数=值'],
    ['nothing.atLeast=5', '没有规则 nothing'],
    ['office-area.atMost=5', 'office-area.require.atLeast = 40.00 m²'],
    ['office-area.atLeast=60 分', '不能改为'],
    ['office-area.atLeast=', '不能改为'],
  ])('%s is bad input', (set, said) => {
    expect(thrown(() => over(set))).toContain(said)
  })
})

describe('on the plans that ship', () => {
  const root = path.join(findRoot(), 'schemes')
  const five = loadableSchemes(root)

  test('scheme explain tells a rule and a clause in words', () => {
    const folder = readScheme(dir, 'fresh1')
    expect(explainScheme(folder, 'office-area').json).toMatchObject({
      rule: { kind: 'condition', ownerLabel: '镇(街道)', facts: [{ name: 'station.officeAreaM2' }], golden: [{}, {}] },
    })
    const clause = explainScheme(folder, '2-1')
    expect(clause.json).toMatchObject({
      clause: { id: 'fresh1-2-1' },
      parts: [{ mode: 'computed', rules: [{ id: 'monthly-report', settings: [{ id: 'report-grace', proposed: '5 天' }] }] }],
    })
    expect(explainScheme(folder, 'fresh1-1-2').json).toMatchObject({ parts: [{ mode: 'narrative', rules: [] }] })
    expect(thrown(() => explainScheme(folder, 'office'))).toContain('office-area')
  })
  test('rules of every plan can be explained', () => {
    for (const scheme of five) {
      const folder = { scheme, loaded: { scheme, golden: [], issues: [], locate: () => undefined } }
      for (const rule of scheme.rules.filter((_, i) => i % 20 === 0))
        expect(explainScheme(folder, rule.id).lines.join('\n')).toContain(rule.label)
    }
  })
  test('scheme diff sets two plans side by side', () => {
    const [a, b] = [five.find((s) => s.rules.some((r) => r.slot === 'station.office-area')), fresh().scheme]
    if (!a) throw new Error('no plan has an office area')
    const found = diffSchemes(a, b).json as {
      onlyInA: unknown[]
      otherValue: { at: string }[]
      otherKind: unknown[]
      alike: number
    }
    expect(found.otherValue.map((p) => p.at)).toContain('station.office-area')
    expect(diffSchemes(a, a).json).toMatchObject({
      onlyInA: [],
      onlyInB: [],
      otherValue: [],
      otherKind: [],
      alike: a.rules.length,
    })
  })
  test('scheme facts lists the catalogue and who uses what', () => {
    const { json } = listFacts(five, 'station')
    const facts = (json as { facts: { name: string; unit: string | null; usedBy: string[] }[] }[])[0]?.facts
    expect(facts?.find((f) => f.name === 'station.officeAreaM2')).toMatchObject({ unit: 'm²' })
    expect(facts?.find((f) => f.name === 'station.officeAreaM2')?.usedBy.length).toBeGreaterThan(0)
    expect(thrown(() => listFacts(five, 'nothing'))).toContain('没有主体')
  })
  test('an unknown plan is bad input', () => {
    expect(thrown(() => readScheme(root, 'nowhere'))).toContain('没有方案 nowhere')
  })
})

describe('the commands', () => {
  const program = () => {
    const sgz = new Command('sgz').exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    registerSchemeCommands(sgz)
    for (const command of sgz.commands.flatMap((c) => [c, ...c.commands]))
      command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    return sgz
  }
  test.each([
    [['scheme', 'ask', 'x', '--facts', 'f', '--as-of', '2023-02-30']],
    [['scheme', 'ask', 'x', '--facts', 'f']],
    [['scheme', 'whatif', 'x']],
    [['scheme', 'nothing']],
  ])('%j is wrong usage', async (args) => {
    await expect(program().parseAsync(args, { from: 'user' })).rejects.toThrow(
      expect.objectContaining({ name: 'CommanderError' }) as Error,
    )
  })
  test('every command has an example and its exit codes in its help', () => {
    const scheme = program().commands[0]
    for (const command of scheme?.commands ?? []) {
      let help = ''
      command.configureOutput({ writeOut: (text) => (help += text) })
      command.outputHelp()
      expect(help).toContain('npm run -s sgz -- scheme')
      expect(help).toContain('退出码')
    }
  })
  test('ask prints JSON for machines', async () => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await program().parseAsync(
      [
        'scheme',
        'ask',
        path.join(dir, 'fresh1'),
        '--facts',
        file('j.yaml', 'station: { officeAreaM2: 40 m² }\n'),
        '--as-of',
        DAY,
        '--json',
      ],
      { from: 'user' },
    )
    const printed = out.mock.calls.map(([text]) => String(text)).join('')
    out.mockRestore()
    expect(JSON.parse(printed)).toMatchObject({
      scheme: 'fresh1',
      asOf: DAY,
      verdicts: expect.arrayContaining([expect.objectContaining({ rule: 'office-area', state: 'met' })]) as unknown[],
    })
    process.exitCode = 0
  })
})
