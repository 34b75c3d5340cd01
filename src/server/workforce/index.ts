export { workforceRoutes } from './routes.ts'
