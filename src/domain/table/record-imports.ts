import { defineImport, type ImportDefinition } from './import-definition.ts'

/** How the rows of a spreadsheet become records of a subject. */
export interface RecordImport {
  readonly subject: 'station' | 'worker'
  readonly definition: ImportDefinition
  /** Column that says the unit a record lies in, and the one that says its name. */
  readonly unitColumn: string
  readonly nameColumn: string
  /** Fact of each other column. */
  readonly facts: Readonly<Record<string, string>>
}

const LARGEST_M2 = 1_000_000
const unit = {
  key: 'unit',
  title: '所在地区',
  kind: 'code',
  isRequired: true,
  isKey: true,
  note: '从下拉里选；没有的地区请先在“区域”里建立。',
} as const
const EDUCATION = [
  { value: 'primary', label: '小学' },
  { value: 'middle', label: '初中' },
  { value: 'high', label: '高中' },
  { value: 'junior-college', label: '大专' },
  { value: 'bachelor', label: '本科' },
  { value: 'master', label: '硕士' },
  { value: 'doctor', label: '博士' },
]

const stations: RecordImport = {
  subject: 'station',
  unitColumn: 'unit',
  nameColumn: 'name',
  facts: { areaM2: 'areaM2', isOfficeSeparate: 'isOfficeSeparate', plaque: 'plaqueText' },
  definition: defineImport({
    key: 'station',
    title: '社工站',
    columns: [
      { ...unit, example: '示例镇' },
      { key: 'name', title: '站名', kind: 'text', isRequired: true, isKey: true, maxLength: 60, example: '示例镇社会工作服务站' },
      {
        key: 'areaM2',
        title: '总面积',
        kind: 'area',
        min: 0,
        max: LARGEST_M2 * 100,
        example: '60',
        note: '平方米，最多两位小数。',
      },
      { key: 'isOfficeSeparate', title: '是否独立办公用房', kind: 'bool', example: '是' },
      { key: 'plaque', title: '牌匾文字', kind: 'text', maxLength: 60, example: '示例镇社会工作服务站' },
    ],
  }),
}

const workers: RecordImport = {
  subject: 'worker',
  unitColumn: 'unit',
  nameColumn: 'name',
  facts: { educationLevel: 'educationLevel', inductionOn: 'inductionOn' },
  definition: defineImport({
    key: 'worker',
    title: '社工',
    columns: [
      { ...unit, example: '示例镇' },
      {
        key: 'name',
        title: '姓名',
        kind: 'text',
        isRequired: true,
        isKey: true,
        maxLength: 40,
        example: '张三（示例）',
        note: '同一地区有同名的，请在姓名后加区分，如“李明（东）”。',
      },
      { key: 'educationLevel', title: '学历', kind: 'code', choices: EDUCATION, example: '本科' },
      { key: 'inductionOn', title: '岗前培训日期', kind: 'date', example: '2026-01-05' },
    ],
    notes: ['证件号、电话、银行卡不在此导入：导入之后在社工的页面上加密填写。'],
  }),
}

/** The spreadsheets of records that can be taken in. */
export const RECORD_IMPORTS: readonly RecordImport[] = [stations, workers]
