import { lazy } from 'react'

export const WorkerPage = lazy(async () => ({ default: (await import('./worker/worker-page.tsx')).WorkerPage }))
export const WorkersPage = lazy(async () => ({ default: (await import('./worker/workers-page.tsx')).WorkersPage }))
export const StaffingPage = lazy(async () => ({ default: (await import('./month/staffing-page.tsx')).StaffingPage }))
export const AttendancePage = lazy(async () => ({ default: (await import('./month/attendance-page.tsx')).AttendancePage }))
export const MonthSheetsPage = lazy(async () => ({ default: (await import('./month/month-sheets-page.tsx')).MonthSheetsPage }))
export const TurnoverPage = lazy(async () => ({ default: (await import('./month/turnover-page.tsx')).TurnoverPage }))
export { readWorkforceSearch } from './workforce-search.ts'
export { WorkforceGroup } from './workforce-group.tsx'
