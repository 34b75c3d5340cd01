export { bindList } from './list/bind-list.ts'
export { bindSource, DIVISION_NAMES, type BoundList, type ListSource, type Lookup } from './list/list-source.ts'
export {
  type ChangedRow,
  type ImportContext,
  type Importer,
  type ImportTarget,
  type NewRow,
  type Recorded,
} from './import/importer.ts'
export { refusalInWords } from './import/refusal-in-words.ts'
export { tableRoutes } from './routes.ts'
export {
  addRecords,
  changeRecords,
  findRecordsById,
  rememberEntered,
  removeRecords,
  type StoredRecord,
} from './import/record-import-repository.ts'
