import { lazy } from 'react'

export const RoadmapPage = lazy(async () => ({ default: (await import('./roadmap-page.tsx')).RoadmapPage }))
export const GovernancePage = lazy(async () => ({ default: (await import('./governance-page.tsx')).GovernancePage }))
export { readGovernanceAddress, readRoadmapAddress } from './addresses.ts'
