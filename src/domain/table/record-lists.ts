import { EDUCATION_LEVELS } from '../kernel/levels.ts'
import { defineList, type ListColumn, type ListDefinition } from './list-definition.ts'

const name = (title: string): ListColumn => ({ key: 'name', title, kind: 'text', isSortable: true, isFilterable: true })
const place: ListColumn = { key: 'place', title: '所在地区', kind: 'code', isTree: true, isSortable: true, isFilterable: true }
const agency: ListColumn = { key: 'agency', title: '承接机构', kind: 'code', isFilterable: true }
const tier: ListColumn = {
  key: 'tier',
  title: '层级',
  kind: 'code',
  isSortable: true,
  isFilterable: true,
  choices: [
    { value: 'province', label: '省' },
    { value: 'city', label: '市' },
    { value: 'county', label: '县' },
    { value: 'town', label: '镇街' },
    { value: 'community', label: '社区' },
    { value: 'village', label: '村' },
    { value: 'zone', label: '片区' },
  ],
}
const version: ListColumn = { key: 'version', title: '版次', kind: 'int', isHidden: true, isSortable: true, isFilterable: true }
const byName = { column: 'name', isDescending: false } as const

/** The records that have tables of their own, as lists. */
export const RECORD_LISTS = {
  unit: defineList({
    key: 'unit',
    title: '地区',
    columns: [name('地区名称'), place, tier, version],
    defaultSort: { column: 'place', isDescending: false },
  }),
  station: defineList({
    key: 'station',
    title: '社工站',
    columns: [
      name('站名'),
      place,
      tier,
      {
        key: 'areaM2',
        title: '总面积',
        kind: 'area',
        isSortable: true,
        isFilterable: true,
        definition: '站点档案“总面积”所填的平方米数，与各场地之和可能不同',
      },
      { key: 'openedOn', title: '启用日期', kind: 'date', isSortable: true, isFilterable: true },
      {
        key: 'stage',
        title: '建设阶段',
        kind: 'code',
        isSortable: true,
        isFilterable: true,
      },
      agency,
      version,
    ],
    defaultSort: byName,
  }),
  worker: defineList({
    key: 'worker',
    title: '社工',
    columns: [
      name('姓名'),
      { key: 'station', title: '所在站点', kind: 'code', definition: '档案所在的站点；空着的没有在岗，档案在用工机构' },
      agency,
      { key: 'education', title: '学历', kind: 'code', isFilterable: true, choices: EDUCATION_LEVELS },
      {
        key: 'isCertified',
        title: '持证',
        kind: 'bool',
        isFilterable: true,
        definition: '档案中至少有一本职业资格证书，过期的也算',
      },
      {
        key: 'certifiedUntil',
        title: '证书有效期至',
        kind: 'date',
        isSortable: true,
        isFilterable: true,
        definition: '各证书登记有效期中最晚的一天',
      },
      {
        key: 'checkDueOn',
        title: '核查到期',
        kind: 'date',
        isSortable: true,
        isFilterable: true,
        definition: '各类从业查询与核查中最早到期的一天',
      },
      { key: 'employedUntil', title: '劳动合同至', kind: 'date', isSortable: true, isFilterable: true },
      { ...place, isHidden: true },
      version,
    ],
    defaultSort: byName,
  }),
  posting: defineList({
    key: 'posting',
    title: '驻站岗位',
    columns: [
      name('岗位'),
      { key: 'worker', title: '社工', kind: 'code' },
      { key: 'station', title: '站点', kind: 'code' },
      place,
      { key: 'seat', title: '岗位类别', kind: 'code', isSortable: true, isFilterable: true },
      { key: 'startOn', title: '到岗日期', kind: 'date', isSortable: true, isFilterable: true },
      { key: 'endOn', title: '离岗日期', kind: 'date', isSortable: true, isFilterable: true, definition: '空着的是仍在岗' },
      agency,
      version,
    ],
    defaultSort: { column: 'startOn', isDescending: true },
  }),
} as const satisfies Readonly<Record<string, ListDefinition>>

export type ListedSubject = keyof typeof RECORD_LISTS
export const isListedSubject = (subject: string): subject is ListedSubject => subject in RECORD_LISTS
