import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BadInput } from '../end-with.ts'
import type { Outcome } from '../outcome.ts'

const head = (
  id: string,
  today: string,
): string => `# 一份方案 = 本文件（题头）+ clauses.yaml（条款）+ rules/（规则）+ golden/（算例）。
# 写完一处就查一次：npm run sgz -- scheme check ${id}
id: ${id}
version: ${today}
title: 请写方案全称
shortTitle: 请写简称
issuer: null            # 印发机关；原文没有就留 null，不要推测
docNo: null             # 文号
issuedOn: null          # 成文日期
nature: norm            # norm 规范 | report 工作报告 | news 报道 | law 法律
validFrom: ${today}   # 施行起点；期满的方案不会退回旧版
validTo: null
coveredUnit: { subject: "unit:town", label: 镇(街道) }
atRiskDays: 7           # 到期前几天起算“临期”

# 方案里出现的各方；义务、流程、权限都用这里的标识
roles:
  bureau: { label: 县民政局 }
  town: { label: 镇(街道) }
  agency: { label: 承接机构 }
  worker: { label: 驻站社工 }

# 并列对照表的行 → 回答它的规则或设定
parameters:
  office-area: [office-area]
  reporting: [monthly-report]

# 原文没有给出的数：写建议值，签认之前凡用到它的判定都是“待签定”
settings:
  report-grace: { label: 月报截止后的宽限, cites: [${id}-2-1], proposed: 5 天 }
`

const clauses = (id: string): string => `# 全部条款，每条一句自己的话（不抄原文），ref 是原文的位置。编号为 ${id}-章节-序号。
# 一条说几件事时写 parts: { a: …, b: … }，规则就要引用 ${id}-1-1/a；不要求什么的条款写 narrative: true。
- id: ${id}-1-1
  ref: 一、(一)
  area: station
  text: 站点要有足够的办公面积。
- id: ${id}-1-2
  ref: 一、(二)
  area: governance
  text: 坚持统筹推进。
  narrative: true
- id: ${id}-2-1
  ref: 二、(一)
  area: reporting
  text: 站点每月向县民政局报告。
`

const rules = (id: string): string => `# 规则：每条都要引用条款。可用的事实见 npm run sgz -- scheme facts station
# 十五种：condition checklist quota share duty · authority process catalogue discretion · score bands ranking consequence · fund tranches
- kind: condition
  id: office-area
  slot: station.office-area        # 槽位：下级规定或另一方案按它替换、对照
  label: 办公面积不少于 40 m²
  cites: [${id}-1-1]
  subject: station
  owner: town                      # 不符时由谁补
  require: { fact: station.officeAreaM2, atLeast: 40 m² }

- kind: duty
  id: monthly-report
  slot: report.regular
  label: 每月报告
  cites: [${id}-2-1]
  subject: station
  deliver: "station.reports[]"
  on: receivedOn
  debtor: town
  creditor: bureau
  due: { every: month, field: cutOffOn, grace: { days: { setting: report-grace } }, since: station.openedOn }
`

const golden = (id: string): string => `# 算例：手写事实，写明判定日与应得的结果；主管部门看得懂、签得下。界限两侧各写一例。
- name: 四十平方米含本数
  clauses: [${id}-1-1]
  asOf: 2030-01-15
  facts:
    station: [ { id: enough, officeAreaM2: 40 m² }, { id: short, officeAreaM2: 39.9 m² } ]
  expect:
    office-area: { each: { enough: met, short: { state: not-met, gap: 0.1 m² } } }
- name: 未量面积就是未知，不猜
  clauses: [${id}-1-1]
  asOf: 2030-01-15
  facts: { station: {} }
  expect: { office-area: { state: unknown, missing: [station.officeAreaM2] } }
`

/** `scheme new`: writes a commented starting folder that passes `scheme check`. Throws BadInput for a bad or taken id. */
export function writeNewScheme(root: string, id: string, today: string): Outcome {
  if (!/^[a-z]+\d*$/.test(id)) throw new BadInput(`方案标识应为小写字母加可选的数字，例如 mycounty2026；收到 ${id}`)
  const folder = path.join(root, id)
  if (existsSync(folder)) throw new BadInput(`${folder} 已经有了`)
  const files = {
    'scheme.yaml': head(id, today),
    'clauses.yaml': clauses(id),
    'rules/station.yaml': rules(id),
    'golden/station.yaml': golden(id),
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  const lines = [`✓ 已写入 ${folder}`, ...Object.keys(files).map((f) => `  ${f}`), `查一次：npm run sgz -- scheme check ${id}`]
  return { code: 0, lines, json: { id, folder, files: Object.keys(files) } }
}
