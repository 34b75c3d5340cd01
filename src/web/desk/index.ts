import { lazy } from 'react'

export const DeskPage = lazy(async () => ({ default: (await import('./desk-page.tsx')).DeskPage }))
export { readDeskSearch } from './desk-search.ts'
