export { stationImporter } from './station-importer.ts'
export { stationRoutes } from './routes.ts'
