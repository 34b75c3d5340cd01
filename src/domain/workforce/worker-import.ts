import { CERTIFICATE_LEVELS, EDUCATION_LEVELS } from '../kernel/levels.ts'
import type { FactsDraft } from '../record/index.ts'
import { defineImport, type ImportValues, type ListValue } from '../table/index.ts'

const given = (values: ImportValues, ...keys: readonly string[]): boolean => keys.some((key) => (values[key] ?? null) !== null)

/** Workers from a spreadsheet. Numbers that tell a person apart are not taken in: rows are kept in clear until undone. */
export const WORKER_IMPORT = defineImport({
  key: 'worker',
  title: '社工',
  columns: [
    { key: 'name', title: '姓名', kind: 'text', isRequired: true, isKey: true, maxLength: 40, example: '张三（示例）' },
    {
      key: 'agency',
      title: '用工机构',
      kind: 'code',
      isRequired: true,
      isKey: true,
      example: '示例机构',
      note: '从下拉里选；没有的机构请先在台账里登记。',
    },
    {
      key: 'birthOn',
      title: '出生日期',
      kind: 'date',
      isRequired: true,
      isKey: true,
      example: '1995-03-01',
      note: '姓名、机构、出生日期都相同的，认作同一人。',
    },
    { key: 'educationLevel', title: '学历', kind: 'code', choices: EDUCATION_LEVELS, example: '本科' },
    { key: 'majorText', title: '所学专业', kind: 'text', maxLength: 60, example: '社会工作' },
    { key: 'inductionOn', title: '岗前培训日期', kind: 'date', example: '2026-01-05' },
    { key: 'level', title: '证书级别', kind: 'code', choices: CERTIFICATE_LEVELS, example: '助理社会工作师' },
    { key: 'no', title: '证书编号', kind: 'text', maxLength: 60, example: '示例 001' },
    { key: 'registrationNo', title: '登记编号', kind: 'text', maxLength: 60, example: '示例 002' },
    { key: 'validUntilOn', title: '登记有效期至', kind: 'date', example: '2028-12-31' },
    { key: 'contractFrom', title: '劳动合同起', kind: 'date', example: '2026-01-01' },
    { key: 'contractTo', title: '劳动合同止', kind: 'date', example: '2026-12-31' },
  ],
  check: (values) => [
    ...(given(values, 'no', 'registrationNo', 'validUntilOn') && !given(values, 'level')
      ? [{ column: 'level', message: '填了证书的其他内容，级别也要填' }]
      : []),
    ...(given(values, 'contractTo') && !given(values, 'contractFrom')
      ? [{ column: 'contractFrom', message: '填了止日，起日也要填' }]
      : []),
    ...(given(values, 'contractFrom', 'contractTo') &&
    String(values['contractTo'] ?? '9999') < String(values['contractFrom'] ?? '')
      ? [{ column: 'contractTo', message: '止日早于起日' }]
      : []),
  ],
  notes: ['证件号、电话、银行卡不在此导入：导入之后在社工的页面上加密填写。', '证书、合同有多份的，这里填最近的一份。'],
})

const PLAIN = ['birthOn', 'educationLevel', 'majorText', 'inductionOn'] as const
const CERTIFICATE = ['level', 'no', 'registrationNo', 'validUntilOn'] as const

type Values = Readonly<Record<string, ListValue | undefined>>

const rowsIn = (facts: FactsDraft, name: string): readonly FactsDraft[] =>
  Array.isArray(facts[name]) ? (facts[name] as readonly FactsDraft[]) : []

/** A worker's file as the columns of the spreadsheet say it: of several certificates and contracts the last. */
export function workerColumns(name: string, facts: FactsDraft): Values {
  const certificate = rowsIn(facts, 'certificates').at(-1) ?? {}
  const contract = rowsIn(facts, 'labourContracts').at(-1) ?? {}
  const all: Record<string, unknown> = {
    name,
    agency: facts['agencyId'],
    ...Object.fromEntries(PLAIN.map((key) => [key, facts[key]])),
    ...Object.fromEntries(CERTIFICATE.map((key) => [key, certificate[key]])),
    contractFrom: contract['from'],
    contractTo: contract['to'],
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Values
}

/** The facts that columns put onto what is recorded, and those that go away; columns that are not named stay. */
export function workerFacts(facts: FactsDraft, values: Values): { readonly put: FactsDraft; readonly gone: readonly string[] } {
  const put: Record<string, unknown> = {}
  const gone: string[] = []
  for (const key of PLAIN)
    if (key in values) {
      if (values[key] === undefined) gone.push(key)
      else put[key] = values[key]
    }
  const list = (name: string, fields: readonly (readonly [string, string])[]): void => {
    if (!fields.some(([column]) => column in values)) return
    const rows = rowsIn(facts, name)
    const last: Record<string, unknown> = { ...rows.at(-1) }
    for (const [column, field] of fields)
      if (column in values) {
        if (values[column] === undefined) delete last[field]
        else last[field] = values[column]
      }
    const next = [...rows.slice(0, -1), ...(Object.keys(last).length > 0 ? [last] : [])]
    if (next.length > 0) put[name] = next
    else gone.push(name)
  }
  list(
    'certificates',
    CERTIFICATE.map((key) => [key, key]),
  )
  list('labourContracts', [
    ['contractFrom', 'from'],
    ['contractTo', 'to'],
  ])
  return { put, gone }
}
