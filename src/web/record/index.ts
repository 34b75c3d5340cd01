export { NewRecord } from './new-record.tsx'
export { RecordPage } from './record-page.tsx'
export { RegisterPage } from './register-page.tsx'
export { RegistersPage } from './registers-page.tsx'
