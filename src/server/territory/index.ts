export { adopt } from './adopt-scheme.ts'
export { loadDivisions } from './load-divisions.ts'
export { storeDivisions } from './store-divisions.ts'
export { territoryRoutes } from './routes.ts'
