import { RECORD_LISTS, type ListedSubject } from '#domain/table/index.ts'
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
