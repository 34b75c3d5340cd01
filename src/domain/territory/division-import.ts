import { defineImport, type ImportFault, type ImportValues } from '../table/index.ts'
import { parentCode, type DivisionCode } from './division-code.ts'

const CODE = /^\d{9}$|^\d{12}$/
const NUL = /^0+$/

/** What a row of a county's own list of towns or villages says wrongly, as far as the row alone can tell. */
export function checkDivisionRow(values: ImportValues): readonly ImportFault[] {
  const { code } = values
  if (typeof code !== 'string' || !CODE.test(code))
    return [{ column: 'code', message: '应为 9 位（乡镇、街道）或 12 位（村、社区）统计用区划代码' }]
  return NUL.test(code.slice(code.length - 3)) ? [{ column: 'code', message: '末三位不能都是 0：那是上一级的代码' }] : []
}

/** The division a row lies in: a town in its county, a village in its town. */
export const parentOfRow = (code: string): string => parentCode(code as DivisionCode) ?? ''

/** A county's own list of its towns and villages, as a spreadsheet. */
export const DIVISION_IMPORT = defineImport({
  key: 'division',
  title: '乡镇(街道)与村(社区)',
  columns: [
    {
      key: 'code',
      title: '区划代码',
      kind: 'text',
      isRequired: true,
      isKey: true,
      maxLength: 12,
      example: '990901101',
      note: '统计用区划代码：乡镇、街道 9 位，村、社区 12 位。请按文本填写。',
    },
    { key: 'name', title: '名称', kind: 'text', isRequired: true, maxLength: 40, example: '示例镇' },
  ],
  check: checkDivisionRow,
  notes: [
    '先导入乡镇(街道)，再导入村(社区)：村(社区)所在的乡镇(街道)须已在册。',
    '代码已有、名称不同的，按更名办理，自导入之日起；撤并、析出请在“区划变更”里办理。',
  ],
})
