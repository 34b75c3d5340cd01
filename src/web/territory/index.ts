import { lazy } from 'react'

export { readBoardSearch } from './board/board-search.ts'
export { TerritoryGroup } from './territory-group.tsx'
export { readZonesSearch } from './zones/zones-search.ts'
export const BoardPage = lazy(() => import('./board/board-page.tsx').then((m) => ({ default: m.BoardPage })))
export const ZonesPage = lazy(() => import('./zones/zones-page.tsx').then((m) => ({ default: m.ZonesPage })))
export const ChangesPage = lazy(() => import('./change/changes-page.tsx').then((m) => ({ default: m.ChangesPage })))
export const AdoptionsPage = lazy(() => import('./adoptions-page.tsx').then((m) => ({ default: m.AdoptionsPage })))
