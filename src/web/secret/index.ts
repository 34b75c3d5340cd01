import { lazy } from 'react'

export const PeoplePage = lazy(async () => ({ default: (await import('./people-page.tsx')).PeoplePage }))
export { readPeopleSearch } from './people-search.ts'
export { PersonNumbers } from './person-sheet.tsx'
