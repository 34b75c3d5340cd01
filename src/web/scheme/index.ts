import { lazy } from 'react'

export const PlanPage = lazy(async () => ({ default: (await import('./plan/plan-page.tsx')).PlanPage }))
export const ComparePage = lazy(async () => ({ default: (await import('./compare/compare-page.tsx')).ComparePage }))
export const SettingsPage = lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage }))
export { refInWords } from './chapters.ts'
export { owedColumns, owedKey } from './plan/owed-table.tsx'
export { readPlanSearch } from './plan/plan-search.ts'
export { RulingDrawer } from './ruling/ruling-drawer.tsx'
export { STATE_WORDS, toneOfOutcome } from './state-words.ts'
export { PlanGroup } from './plan-group.tsx'
