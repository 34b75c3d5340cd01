import type { FactsDraft } from '../record/index.ts'
import { defineImport, type ImportValues, type ListValue } from '../table/index.ts'

const LARGEST_M2 = 1_000_000
const AREA = { kind: 'area', min: 0, max: LARGEST_M2 * 100, note: '平方米，最多两位小数。' } as const

/** Stations from a spreadsheet: new ones are registered as by hand, of those that are there the cells that are filled change. */
export const STATION_IMPORT = defineImport({
  key: 'station',
  title: '社工站',
  columns: [
    {
      key: 'unit',
      title: '所在地区',
      kind: 'code',
      isRequired: true,
      isKey: true,
      example: '示例镇',
      note: '从下拉里选；没有的地区请先在“区域”里建立。',
    },
    {
      key: 'name',
      title: '站名',
      kind: 'text',
      isRequired: true,
      isKey: true,
      minLength: 2,
      maxLength: 80,
      example: '示例镇社会工作服务站',
    },
    {
      key: 'agency',
      title: '承接机构',
      kind: 'code',
      example: '示例机构',
      note: '只在登记新站时填；没有的机构请先在台账里登记。',
    },
    {
      key: 'openedOn',
      title: '启用日期',
      kind: 'date',
      example: '2022-06-01',
      note: '只在登记已经启用的站时填；还没有启用的留空，由开站验收确定。',
    },
    { ...AREA, key: 'areaM2', title: '总面积', example: '60' },
    { ...AREA, key: 'officeAreaM2', title: '办公用房面积', example: '40' },
    { key: 'isOfficeSeparate', title: '是否独立办公用房', kind: 'bool', example: '是' },
    { key: 'isAtTownSeat', title: '是否设在驻地', kind: 'bool', example: '是' },
    {
      key: 'plaque',
      title: '牌匾文字',
      kind: 'text',
      maxLength: 120,
      example: '示例镇社会工作服务站',
      note: '登记新站时空着的，按方案规定的写法。',
    },
    { key: 'address', title: '详细地址', kind: 'text', maxLength: 200, example: '示例路 1 号' },
    { key: 'openingHours', title: '开放时间', kind: 'text', maxLength: 200, example: '工作日 9:00—17:00' },
    { key: 'phone', title: '服务电话', kind: 'text', maxLength: 40, example: '0000-0000000' },
    { key: 'complaintPhone', title: '投诉电话', kind: 'text', maxLength: 40, example: '0000-0000001' },
  ],
  notes: ['新站与在页面上登记一样核对：地区可不可以设站、方案许不许、有没有同名。撤销、迁移在站点的页面上办。'],
})

/** The fact of each column that the spreadsheet writes and writes over. */
const FACTS: Readonly<Record<string, string>> = {
  areaM2: 'areaM2',
  officeAreaM2: 'officeAreaM2',
  isOfficeSeparate: 'isOfficeSeparate',
  isAtTownSeat: 'isAtTownSeat',
  plaque: 'plaqueText',
  address: 'addressText',
  openingHours: 'openingHoursText',
  phone: 'phoneText',
  complaintPhone: 'complaintPhoneText',
}

type Values = Readonly<Record<string, ListValue | undefined>>

/** A station's record as the columns of the spreadsheet say it. */
export const stationColumns = (name: string, agencyId: string | null, facts: FactsDraft): Values => ({
  unit: facts['unitId'] as ListValue | undefined,
  name,
  agency: agencyId,
  openedOn: facts['openedOn'] as ListValue | undefined,
  ...Object.fromEntries(Object.entries(FACTS).map(([column, fact]) => [column, facts[fact] as ListValue | undefined])),
})

/** The facts that columns put onto what is recorded, and those that go away; columns that are not named stay. */
export function stationFacts(values: Values): { readonly put: FactsDraft; readonly gone: readonly string[] } {
  const put: Record<string, unknown> = {}
  const gone: string[] = []
  for (const [column, fact] of Object.entries(FACTS))
    if (column in values) {
      if (values[column] === undefined) gone.push(fact)
      else put[fact] = values[column]
    }
  return { put, gone }
}

const FIXED: Readonly<Record<string, string>> = {
  agency: '已经登记的站不在表格里换承接机构，这一格请与已有的一致或空着',
  openedOn: '已经登记的站由开站验收确定启用日期，这一格请与已有的一致或空着',
}

/** What a row says of a station that is there which a spreadsheet does not change, as a sentence. */
export function fixedFault(values: ImportValues, recorded: Values): string | undefined {
  const column = Object.keys(FIXED).find((key) => values[key] !== undefined && values[key] !== (recorded[key] ?? null))
  return column === undefined ? undefined : FIXED[column]
}
