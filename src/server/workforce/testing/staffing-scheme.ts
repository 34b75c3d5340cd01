import type { SourceFile } from '#domain/scheme/index.ts'

const HEAD = `id: staff
version: 2023-01-01
title: 试验用配备方案
shortTitle: 配备方案
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
  station-head: { label: 站长, as: town }
  agency: { label: 机构 }
  leading-group: { label: 领导小组, as: bureau }
parameters: {}
fields:
  posting.wayCode: { label: 配备途径, type: code, supplier: agency }
settings: {}
words:
  seatCode.full-time: 专职社工
  groundCode.unadapted: 不适应岗位
`
const CLAUSES = `- { id: staff-1-1, ref: 一（一）, area: staffing, text: 每站一名专职社工，学历原则上本科。 }
- { id: staff-1-2, ref: 一（二）, area: staffing, text: 年龄三十五岁以下。 }
- { id: staff-1-3, ref: 一（三）, area: staffing, text: 无违法犯罪和不良信用记录。 }
- { id: staff-1-4, ref: 一（四）, area: staffing, text: 须持证，无证者在持证人士督导下工作。 }
- { id: staff-1-5, ref: 一（五）, area: staffing, text: 签约一个月内上岗。 }
- { id: staff-1-6, ref: 一（六）, area: staffing, text: 先比成绩，再比证书。 }
- { id: staff-1-7, ref: 一（七）, area: staffing, text: 考勤与考核归镇，聘用归机构。 }
- { id: staff-1-8, ref: 一（八）, area: staffing, text: 不适应者调整。 }
- { id: staff-1-9, ref: 一（九）, area: staffing, text: 队伍稳定，流失率不超过四成；岗位有两种来路。 }
`
const HELD = `{ count: "worker.certificates[]", where: { any: [ { fact: validUntilOn, present: false }, { fact: validUntilOn, onOrAfter: today } ] } }`
const RULES = `- { kind: quota, id: seats, label: 专职社工一名, cites: [staff-1-1], subject: station, owner: agency,
    counts: [ { id: full-time, label: 专职社工, of: "station.postings[]", where: { fact: seatCode, is: full-time }, equals: 1 } ] }
- { kind: condition, id: education, label: 本科以上, cites: [staff-1-1], subject: posting, where: { fact: posting.seatCode, is: full-time }, strength: in-principle, owner: agency, gates: [posting.start], waiver: { by: leading-group },
    require: { fact: worker.educationLevel, atLeast: bachelor } }
- { kind: condition, id: age, label: 不超过三十五岁, cites: [staff-1-2], subject: posting, where: { fact: posting.seatCode, is: full-time }, owner: agency, gates: [posting.start],
    require: { fact: { years: [worker.birthOn, posting.startOn] }, atMost: 35 岁 } }
- { kind: checklist, id: character, label: 品行与信用, cites: [staff-1-3], subject: worker, owner: agency, gates: [posting.start],
    items: [ { id: no-crime, label: 无违法犯罪记录, provider: agency, proof: { attest: agency, evidence: [certificate] } },
             { id: no-bad-credit, label: 无不良信用记录, provider: agency, proof: { attest: agency, evidence: [certificate] } } ] }
- { kind: condition, id: certificate, label: 持证, cites: [staff-1-4], subject: posting, where: { fact: posting.seatCode, is: full-time }, owner: agency, gates: [posting.start], require: { fact: ${HELD}, atLeast: 1 } }
- { kind: condition, id: supervised-route, label: 无证者在持证人士督导下工作, cites: [staff-1-4], subject: posting, owner: agency, defeats: certificate, gates: [posting.start],
    where: { all: [ { fact: posting.seatCode, is: full-time }, { fact: ${HELD}, atMost: 0 } ] }, require: { fact: person.certificateValidUntilOn, onOrAfter: today } }
- { kind: duty, id: post-worker, label: 签约一个月内上岗, cites: [staff-1-5], subject: station, debtor: agency, deliver: "station.postings[]",
    matching: { fact: seatCode, is: full-time }, on: startOn, due: { within: { months: 1 }, of: contract.signedOn } }
- { kind: ranking, id: hire-order, label: 录用次序, cites: [staff-1-6], subject: posting, of: "posting.candidates[]", ties: decide,
    keys: [ { measure: score, order: desc, label: 成绩 }, { measure: tierOneCount, order: desc, label: 证书等项数 } ] }
- { kind: authority, id: agency-side, label: 聘用归机构, cites: [staff-1-7], subject: posting, actions: [posting.start, posting.swap], allow: [agency], deny: [town, station-head] }
- { kind: authority, id: town-side, label: 考勤归镇, cites: [staff-1-7], subject: station, actions: [attendance.record, month-sheet.score], deny: [agency] }
- { kind: authority, id: head-scores, label: 站长打分, cites: [staff-1-7], subject: station, actions: [month-sheet.score], allow: [station-head] }
- { kind: condition, id: replacement-grounds, label: 调整的情形, cites: [staff-1-8], subject: posting, owner: town,
    require: { fact: { count: "posting.replacements[]", where: { not: { fact: groundCode, in: [unadapted] } } }, atMost: 0 } }
- { kind: condition, id: turnover, label: 流失率不超过四成, cites: [staff-1-9], subject: agency, owner: agency, require: { fact: agency.turnoverShare, atMost: 40 % } }
- { kind: catalogue, id: ways, label: 配备途径, cites: [staff-1-9], subject: posting, of: posting.wayCode, showGaps: true,
    items: [ { code: recruited, label: 招聘 }, { code: seconded, label: 挂职 } ] }
`

/** A plan of eight clauses about who may sit where, who says so, and in what order people are taken. */
export const STAFFING_SCHEME: readonly SourceFile[] = [
  { path: 'clauses.yaml', text: CLAUSES },
  { path: 'rules/all.yaml', text: RULES },
  { path: 'scheme.yaml', text: HEAD },
]
