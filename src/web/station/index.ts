import { lazy } from 'react'

export const StationsPage = lazy(async () => ({ default: (await import('./stations-page.tsx')).StationsPage }))
export const StationPage = lazy(async () => ({ default: (await import('./station-page.tsx')).StationPage }))
export const AcceptancePage = lazy(async () => ({ default: (await import('./acceptance/acceptance-page.tsx')).AcceptancePage }))
export { readStationSearch } from './station-search.ts'
