export { accessRoutes } from './routes.ts'
export { withGlass } from './with-glass.ts'
