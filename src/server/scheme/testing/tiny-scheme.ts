import type { SourceFile } from '#domain/scheme/index.ts'

const HEAD = `id: tiny
version: 2023-01-01
title: 试验用方案
shortTitle: 试验方案
issuer: null
docNo: null
issuedOn: null
nature: norm
validFrom: 2023-01-01
validTo: null
coveredUnit: { subject: "unit:town", label: 镇 }
atRiskDays: 7
roles:
  bureau: { label: 民政局 }
  town: { label: 镇 }
  agency: { label: 机构 }
parameters:
  office-area: [office-area]
  staffing: [seats]
settings:
  vacancy-days: { label: 空缺不超过的天数, cites: [tiny-1-3], proposed: 30 天 }
  least-teams: { label: 志愿队最少数目, cites: [tiny-1-5], proposed: 1 }
  check-cadence: { label: 检查周期, cites: [tiny-1-6], proposed: month, choices: [month, quarter] }
`
const CLAUSES = `- { id: tiny-1-1, ref: 一（一）, area: station, text: 办公用房不少于四十平方米。 }
- { id: tiny-1-2, ref: 一（二）, area: staffing, text: 每站社工不少于两名。 }
- { id: tiny-1-3, ref: 一（三）, area: staffing, text: 岗位不得长期空缺。 }
- { id: tiny-1-4, ref: 一（四）, area: sanctions, text: 连续两月不足七十分的清退。 }
- { id: tiny-1-5, ref: 一（五）, area: volunteers, text: 每站有志愿队。 }
- { id: tiny-1-6, ref: 一（六）, area: supervision, text: 镇定期检查站点。 }
- { id: tiny-1-7, ref: 一（七）, area: governance, text: 提高认识。, narrative: true }
- { id: tiny-2-1, ref: 二（一）, area: reporting, text: 协议签订后三十日内报备。 }
`
const RULES = `- { kind: condition, id: office-area, slot: station.office-area, label: 办公用房四十平方米, cites: [tiny-1-1], subject: station, owner: town, gates: [station.open],
    require: { fact: station.officeAreaM2, atLeast: 40 m² } }
- { kind: quota, id: seats, label: 社工两名, cites: [tiny-1-2], subject: station, owner: agency,
    counts: [ { id: workers, label: 社工, of: "station.postings[]", atLeast: 2 } ], reading: { text: 两名都须在岗 } }
- { kind: condition, id: vacancy, label: 岗位不长期空缺, cites: [tiny-1-3], subject: station, owner: agency,
    require: { fact: station.vacancyDays, atMost: { setting: vacancy-days } } }
- { kind: consequence, id: two-low-months, label: 连续两月不足七十分清退, cites: [tiny-1-4], subject: contract, measure: remove, decidedBy: bureau,
    when: { fact: { run: "contract.monthScores[]", where: { fact: score, below: 70 分 } }, atLeast: 2 } }
- { kind: condition, id: teams, label: 有志愿队, cites: [tiny-1-5], subject: station, owner: town, strength: strive,
    require: { fact: { count: "station.volunteerTeams[]" }, atLeast: { setting: least-teams } } }
- { kind: duty, id: town-check, label: 镇检查站点, cites: [tiny-1-6], subject: station, debtor: town, creditor: bureau,
    deliver: "station.entries[]", matching: { fact: typeCode, is: town-check }, on: on, due: { every: { setting: check-cadence }, since: station.openedOn } }
- { kind: duty, id: filing, label: 协议报备, cites: [tiny-2-1], subject: contract, debtor: bureau,
    deliver: "contract.filings[]", on: sentOn, due: { within: { days: 30 }, of: contract.signedOn } }
`
const OVERLAY = `id: hill
of: tiny
title: 山区镇补充规定
divisions: ["990901102"]
validFrom: 2023-01-01
validTo: null
settings:
  hill-rooms: { label: 山区站最少功能室, cites: [tiny-1-1], proposed: 2 }
rules:
  - { kind: condition, id: hill-area, slot: station.office-area, label: 山区办公用房三十平方米, cites: [tiny-1-1], subject: station, owner: town,
      require: { fact: station.officeAreaM2, atLeast: 30 m² } }
  - { kind: condition, id: hill-rooms, label: 山区站功能室, cites: [tiny-1-1], subject: station, owner: town,
      require: { fact: { count: "station.rooms[]" }, atLeast: { setting: hill-rooms } } }
`

/** A plan of eight clauses, three settings, one reading and an overlay: enough to ask every endpoint about. */
export const TINY_SCHEME: readonly SourceFile[] = [
  { path: 'clauses.yaml', text: CLAUSES },
  { path: 'overlays/hill.yaml', text: OVERLAY },
  { path: 'rules/all.yaml', text: RULES },
  { path: 'scheme.yaml', text: `${HEAD}entryTypes:\n  town-check: { label: 镇检查, subject: station, supplier: town }\n` },
]

/** The same plan with a piece of its text changed. */
export const tinyWith = (before: string, after: string): SourceFile[] =>
  TINY_SCHEME.map((f) => ({ path: f.path, text: f.text.replaceAll(before, after) }))
