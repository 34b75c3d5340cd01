import { defineImport, type ImportDefinition } from './import-definition.ts'

/** How the rows of a spreadsheet become records of a subject. */
export interface RecordImport {
  readonly subject: 'station'
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

/** The spreadsheets of records that can be taken in. */
export const RECORD_IMPORTS: readonly RecordImport[] = [stations]
