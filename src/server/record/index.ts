export { openPlace, type PlaceCatalogue } from './place-catalogue.ts'
export { findRecord, insertRecords, type RecordPlace, type RecordRow } from './repository.ts'
export { recordRoutes } from './routes.ts'
export { createRecord, saveRecord, type NewRecord, type RecordEdit, type Saved } from './save-record.ts'
