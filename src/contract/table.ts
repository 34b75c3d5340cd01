import { z } from 'zod'
import type { ListDefinition } from '#domain/table/index.ts'
import { endpoint, type Caller, type Endpoint } from './endpoint.ts'
import type { ProblemCodes } from './problem.ts'

export const TABLE_PROBLEMS = {
  LIST_QUERY_UNFIT: { status: 400, title: '筛选或排序的写法有误' },
  LIST_CURSOR_UNFIT: { status: 400, title: '翻页标记与现在的排序不符，请从头查起' },
  LIST_EXPORT_TOO_LARGE: { status: 422, title: '要导出的行太多，请先缩小筛选范围' },
} as const satisfies ProblemCodes

const ListValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const ListPage = z
  .object({
    rows: z.array(
      z.object({
        id: z.string(),
        countyId: z.int(),
        values: z.record(z.string(), ListValue).meta({ description: '按列；面积以百分之一平方米计' }),
      }),
    ),
    labels: z.record(z.string(), z.record(z.string(), z.string())).meta({ description: '按列：代码的名称' }),
    next: z.string().nullable().meta({ description: '下一页的标记；空即到底' }),
    count: z.object({ shown: z.int(), isMore: z.boolean() }).nullable().meta({ description: '只在问到时数，数到一千为止' }),
  })
  .meta({ id: 'ListPage' })
export type ListPage = z.infer<typeof ListPage>
export type ListRow = ListPage['rows'][number]

/** A query as it stands in an address: a condition per column by its key, and what `QUERY` names. */
type ListInput = z.ZodObject<Record<string, z.ZodOptional<z.ZodString>>>

const MOST_TEXT = 400
const text = () => z.string().max(MOST_TEXT)
const sort = z.string().max(80).optional().meta({ description: '列名；前加 - 为倒序' })

const filtersOf = ({ columns }: ListDefinition): Record<string, z.ZodOptional<z.ZodString>> =>
  Object.fromEntries(
    columns
      .filter(({ isFilterable }) => isFilterable)
      .map(({ key, title }) => [key, text().optional().meta({ description: title })]),
  )

/** The two ways to ask for one list: page by page, and as a spreadsheet. */
export interface ListEndpoints {
  readonly list: Endpoint<ListInput, typeof ListPage>
  readonly export: Endpoint<ListInput, z.ZodUnknown>
}

interface Place {
  /** `station.list` and `station.export` come of `station`. */
  readonly name: string
  /** Below `/api`; the spreadsheet is at `/export` below it. */
  readonly path: `/${string}`
  readonly who: Caller
  readonly whoExports: Caller
}

/** The endpoints of a list. @refuses LIST_QUERY_UNFIT @refuses LIST_CURSOR_UNFIT @refuses LIST_EXPORT_TOO_LARGE */
export const listEndpoints = (list: ListDefinition, { name, path, who, whoExports }: Place): ListEndpoints => ({
  list: endpoint({
    name: `${name}.list`,
    method: 'GET',
    path,
    summary: `${list.title}：列表`,
    who,
    input: z.object({
      ...filtersOf(list),
      sort,
      after: text().optional(),
      limit: z
        .string()
        .regex(/^\d{1,3}$/)
        .optional()
        .meta({ description: '每页行数，1 至 500，不写为 50' }),
      count: z.string().regex(/^yes$/).optional().meta({ description: 'yes：只数行数，不取内容' }),
    }),
    output: ListPage,
  }),
  export: endpoint({
    name: `${name}.export`,
    method: 'GET',
    path: `${path}/export`,
    summary: `${list.title}：导出表格（Excel）`,
    who: whoExports,
    input: z.object({ ...filtersOf(list), sort, columns: text().optional().meta({ description: '列名，以逗号分隔' }) }),
    output: z.unknown(),
    isAudited: true,
    viewing: 'refused',
  }),
})
