import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { loadScheme } from '../load.ts'
import { about, bands, found, head, marked, overlay, rules, SOUND, STATION, type Canary } from '../testing/canary.ts'
import { CLAUSES, HEAD, planFiles } from '../testing/small-plan.ts'
import { lintScheme } from './lint.ts'

test('a sound plan has no findings', () => {
  const loaded = loadScheme(planFiles({ 'rules/a.yaml': SOUND }))
  expect(lintScheme(loaded, catalogue, new Map()).issues).toEqual([])
})

const ERRORS: readonly Canary[] = [
  [
    'a clause nobody cites',
    'unplaced',
    { 'clauses.yaml': `${CLAUSES}- { id: «t1-1-2, ref: 二, area: station, text: 无人引用 }\n` },
  ],
  [
    'a part nobody cites',
    'unplaced',
    {
      'clauses.yaml': '- { id: «t1-1-1, ref: 一, area: station, text: 两款, parts: { a: 甲, b: 乙 } }\n',
      'rules/a.yaml': SOUND.replaceAll('[t1-1-1]', '[t1-1-1/a]'),
    },
  ],
  [
    'a rule that cites nothing',
    'shape',
    {
      'rules/a.yaml': SOUND,
      'rules/b.yaml': '- { id: b, kind: discretion, label: 乙, cites: «[], subject: station, by: bureau, act: station.close }\n',
    },
  ],
  [
    'a clause that is not in the document',
    'unknown-clause',
    {
      'rules/a.yaml':
        SOUND +
        '- { id: b, kind: discretion, label: 乙, cites: [t1-1-1, «t1-9-9], subject: station, by: bureau, act: station.close }\n',
    },
  ],
  [
    'a part that the clause does not have',
    'unknown-clause',
    {
      'rules/a.yaml':
        SOUND +
        '- { id: b, kind: discretion, label: 乙, cites: [«t1-1-1/c], subject: station, by: bureau, act: station.close }\n',
    },
  ],
  [
    'a narrative clause that a rule cites',
    'narrative-cited',
    {
      'clauses.yaml': `${CLAUSES}- { id: t1-1-2, ref: 二, area: station, text: 原则, narrative: true }\n`,
      'rules/a.yaml':
        SOUND + '- { id: b, kind: discretion, label: 乙, cites: [«t1-1-2], subject: station, by: bureau, act: station.close }\n',
    },
  ],
  [
    'two rules that disagree',
    'rules-disagree',
    rules(`id: b, kind: authority, ${STATION}, actions: [station.open], deny: «[bureau]`),
  ],
  [
    'two live rules in one slot',
    'slot-taken',
    {
      'rules/a.yaml': SOUND.replace('owner: town', 'owner: town, slot: station.office'),
      'rules/b.yaml': `- { label: 乙, cites: [t1-1-1], id: b, kind: condition, ${STATION}, slot: «station.office, require: { fact: station.areaM2, present: true } }\n`,
    },
  ],
  [
    'rules that rest on each other',
    'cycle',
    {
      'rules/a.yaml': SOUND,
      'rules/b.yaml': `- { id: «b, kind: condition, label: 乙, cites: [t1-1-1], ${STATION}, require: { rule: c, is: met } }\n- { id: c, kind: condition, label: 丙, cites: [t1-1-1], ${STATION}, require: { rule: b, is: met } }\n`,
    },
  ],
  [
    'a rule that rests on the fact it defines',
    'cycle',
    {
      'rules/a.yaml': SOUND,
      'rules/b.yaml': `- { id: «b, kind: condition, label: 乙, cites: [t1-1-1], ${STATION}, defines: station.isOperating, require: { rule: c, is: met } }\n- { id: c, kind: condition, label: 丙, cites: [t1-1-1], ${STATION}, require: { fact: station.isOperating, is: true } }\n`,
    },
  ],
  ['two rules of one name', 'duplicate-id', rules(`id: «office, kind: discretion, ${STATION}, by: bureau, act: station.close`)],
  [
    'two clauses of one name',
    'duplicate-id',
    { 'clauses.yaml': `${CLAUSES}- { id: «t1-1-1, ref: 一, area: station, text: 又一条 }\n` },
  ],
  ['a setting no rule uses', 'unused', head('settings: { idle: «{ label: 闲, cites: [t1-1-1], proposed: 1 } }\n')],
  ['a coined field no rule uses', 'unused', head('fields: { station.idleCode: «{ label: 闲, type: code, supplier: town } }\n')],
  ['an entry type no rule uses', 'unused', head('entryTypes: { idle: «{ label: 闲, subject: station, supplier: town } }\n')],
  [
    'a plan that ends before it begins',
    'dates-backwards',
    { 'scheme.yaml': HEAD.replace('validTo: null', 'validTo: «2022-12-31') },
  ],
  ['a signer nobody declared', 'unknown-role', head('signer: «mayor\n')],
  ['a row of the comparison that nothing answers', 'unknown-rule', head('parameters: { area: [office, «nothing] }\n')],
  [
    'a stated sum of unlike units',
    'wrong-unit',
    head('sums:\n  - «{ id: s, label: 合计, cites: [t1-1-1], whole: [90 万元], parts: [80 m²] }\n'),
  ],
  ['an overlay that ends before it begins', 'dates-backwards', overlay('', '«2023-12-31')],
  [
    'a setting of an overlay that no rule uses',
    'unused',
    overlay('settings:\n  idle: «{ label: 闲, cites: [t1-1-1], proposed: 1 }\n'),
  ],
  [
    'a setting of an overlay that cites no clause of the plan',
    'unknown-clause',
    overlay(
      `settings:\n  low: { label: 低, cites: [«t1-9-9], proposed: 1 m² }\nrules:\n  - { id: o1, kind: condition, label: 本地, cites: [t1-1-1], ${STATION}, require: { fact: station.areaM2, atLeast: { setting: low } } }\n`,
    ),
  ],
  [
    'a wrong unit in an overlay',
    'wrong-unit',
    overlay(
      `rules:\n  - { id: o1, kind: condition, label: 本地, cites: [t1-1-1], ${STATION}, require: { fact: station.areaM2, atLeast: «1 分 } }\n`,
    ),
  ],
  ['text that is no YAML', 'yaml', { 'rules/a.yaml': SOUND, 'rules/b.yaml': '- { id: b, «' }],
]

describe('errors, each where it stands', () => {
  test.each(ERRORS)('%s', (_, code, files) => {
    expect(found(files, 'error')).toEqual(marked(files).map((at) => `${code} ${at}`))
  })
})

describe('warnings and notes', () => {
  const WARNINGS: readonly Canary[] = [
    [
      'a duty that no work records',
      'duty-not-recorded',
      rules('id: b, kind: duty, subject: unit, debtor: bureau, deliver: «"unit.needs[]", due: { by: 2024-06-28 }'),
    ],
    [
      'a stated sum that differs without a word',
      'sum-differs',
      head('sums:\n  - «{ id: s, label: 合计, cites: [t1-1-1], whole: [90 万元], parts: [89 万元] }\n'),
    ],
    [
      'an overlay weaker than the must it replaces',
      'weaker-overlay',
      {
        'rules/a.yaml': SOUND.replace('owner: town', 'owner: town, slot: station.office'),
        ...overlay(
          `rules:\n  - { id: o1, kind: condition, label: 本地, cites: [t1-1-1], ${STATION}, slot: station.office, strength: «strive, require: { fact: station.areaM2, present: true } }\n`,
        ),
      },
    ],
  ]
  test.each(WARNINGS)('%s', (_, code, files) => {
    expect(found(files, 'error')).toEqual([])
    expect(found(files, 'warning')).toEqual(marked(files).map((at) => `${code} ${at}`))
  })

  const NOTES: readonly Canary[] = [
    [
      'a gate whose act has no owner',
      'gate-without-owner',
      rules(`id: b, kind: condition, ${STATION}, gates: «[station.close], require: { fact: station.areaM2, present: true }`),
    ],
    [
      'a document sum of 90 against 89, the rest named',
      'sum-differs',
      head(
        'sums:\n  - «{ id: s, label: 合计, cites: [t1-1-1], whole: [20 万元, 70 万元], parts: [35 万元, 18 万元, 18 万元, 18 万元], remainder: 预留 }\n',
      ),
    ],
    [
      'an unsigned setting',
      'unsigned',
      {
        ...head('settings: { low: «{ label: 低, cites: [t1-1-1], proposed: 1 m² } }\n'),
        ...rules(about('{ fact: station.areaM2, atLeast: { setting: low } }')),
      },
    ],
    [
      'an unsigned reading',
      'unsigned',
      rules(`id: b, kind: condition, ${STATION}, reading: «{ text: 含本数 }, require: { fact: station.areaM2, present: true }`),
    ],
  ]
  test.each(NOTES)('%s', (_, code, files) => {
    expect(found(files, 'error')).toEqual([])
    expect(found(files, 'note', new Map())).toEqual(marked(files).map((at) => `${code} ${at}`))
  })
  test('the sum says how much is not allotted', () => {
    const loaded = loadScheme(
      planFiles({
        'rules/a.yaml': SOUND,
        ...head('sums: [{ id: s, label: 合计, cites: [t1-1-1], whole: [90 万元], parts: [89 万元], remainder: 预留 }]\n'),
      }),
    )
    expect(lintScheme(loaded, catalogue).issues.map((i) => i.message)).toEqual(['合计：未分配 10,000.00 元(预留)'])
  })
  test('signed settings and readings are no longer noted', () => {
    const files = {
      ...head('settings: { low: { label: 低, cites: [t1-1-1], proposed: 1 m² } }\n'),
      ...rules(
        `id: b, kind: condition, ${STATION}, reading: { text: 含本数 }, require: { fact: station.areaM2, atLeast: { setting: low } }`,
      ),
    }
    expect(
      found(
        files,
        'note',
        new Map<string, string>([
          ['low', '1 m²'],
          ['reading:b', 'yes'],
        ]),
      ),
    ).toEqual([])
  })
})

describe('what is no fault', () => {
  const SOUND_TOO: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [
      'two rules in one slot at different times',
      {
        'rules/a.yaml': SOUND.replace('owner: town', 'slot: s.a, validTo: 2024-01-31'),
        'rules/b.yaml': `- { label: 乙, cites: [t1-1-1], id: b, kind: condition, ${STATION}, slot: s.a, validFrom: 2024-02-01, require: { fact: station.areaM2, present: true } }\n`,
      },
    ],
    [
      'two rules in one slot, one defeating the other',
      {
        'rules/a.yaml': SOUND.replace('owner: town', 'slot: s.a'),
        'rules/b.yaml': `- { label: 乙, cites: [t1-1-1], id: b, kind: condition, ${STATION}, slot: s.a, defeats: office, require: { fact: station.areaM2, present: true } }\n`,
      },
    ],
    [
      'permission and refusal told apart by a condition',
      rules(
        `id: b, kind: authority, ${STATION}, actions: [station.open], deny: [bureau], when: { fact: station.openedOn, present: true }`,
      ),
    ],
    [
      'bands that meet in a setting',
      {
        ...head('settings: { good: { label: 好, cites: [t1-1-1], proposed: 80 分 } }\n'),
        ...rules(
          bands(
            '{ id: a, label: 甲, from: 0 分, below: { setting: good } }, { id: c, label: 丙, from: { setting: good }, below: 90 分 }, { id: d, label: 丁, from: 90 分 }',
          ),
        ),
      },
    ],
    [
      'a clause whose source is missing',
      { 'clauses.yaml': `${CLAUSES}- { id: t1-1-2, ref: 二, area: station, text: 缺附件, missing: true }\n` },
    ],
    [
      'a part that only tells',
      {
        'clauses.yaml': '- { id: t1-1-1, ref: 一, area: station, text: 两款, parts: { a: 甲, b: 乙 }, narrative: [b] }\n',
        'rules/a.yaml': SOUND.replaceAll('[t1-1-1]', '[t1-1-1/a]'),
      },
    ],
  ]
  test.each(SOUND_TOO)('%s', (_, files) => expect(found(files, 'error')).toEqual([]))
})
