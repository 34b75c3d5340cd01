export { workforceRoutes } from './routes.ts'
export { workerImporter } from './worker/worker-importer.ts'
