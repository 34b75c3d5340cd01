export type { Standing } from './read-status.ts'
export { systemRoutes } from './routes.ts'
