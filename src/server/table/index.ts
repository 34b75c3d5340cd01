export { bindList } from './bind-list.ts'
export { bindSource, DIVISION_NAMES, type BoundList, type ListSource, type Lookup } from './list-source.ts'
