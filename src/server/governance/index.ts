export { governanceGuards } from './guard-records.ts'
export { governanceRoutes } from './routes.ts'
