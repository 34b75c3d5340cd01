import { lazy } from 'react'

export const PlanPage = lazy(async () => ({ default: (await import('./plan-page.tsx')).PlanPage }))
export const ComparePage = lazy(async () => ({ default: (await import('./compare-page.tsx')).ComparePage }))
export const SettingsPage = lazy(async () => ({ default: (await import('./settings-page.tsx')).SettingsPage }))
export { refInWords } from './chapters.ts'
export { owedColumns, owedKey } from './owed-table.tsx'
export { readPlanSearch } from './plan-search.ts'
export { RulingDrawer } from './ruling-drawer.tsx'
export { STATE_WORDS, toneOfOutcome } from './state-words.ts'
export { PlanGroup } from './plan-group.tsx'
