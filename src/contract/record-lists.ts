import { z } from 'zod'
import { RECORD_LISTS, type ListedSubject } from '#domain/table/index.ts'
import { endpoint } from './endpoint.ts'
import { listEndpoints, type ListEndpoints } from './table.ts'

/** People only for whoever may read about people. */
const reader = (subject: ListedSubject) =>
  subject === 'worker' || subject === 'posting' ? ('read person' as const) : ('read ruling' as const)

const endpointsOf = (subject: ListedSubject): ListEndpoints =>
  listEndpoints(RECORD_LISTS[subject], {
    name: `${subject}List`,
    path: `/lists/${subject}`,
    who: reader(subject),
    whoExports: reader(subject),
  })

/** The lists of records that have tables of their own. */
export const RECORD_LIST_ENDPOINTS: { readonly [S in ListedSubject]: ListEndpoints } = {
  unit: endpointsOf('unit'),
  station: endpointsOf('station'),
  worker: endpointsOf('worker'),
  posting: endpointsOf('posting'),
}

/** What the filters of a list can choose from, where the plans in force say it. */
export const readListChoices = endpoint({
  name: 'table.readChoices',
  method: 'GET',
  path: '/lists/:list/choices',
  summary: '列表的筛选项：方案里有哪些',
  who: 'read ruling',
  input: z.object({ list: z.enum(Object.keys(RECORD_LISTS) as [ListedSubject, ...ListedSubject[]]) }),
  output: z.object({
    choices: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string() }))).meta({ description: '按列' }),
  }),
})
