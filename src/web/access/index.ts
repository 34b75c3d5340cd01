import { lazy } from 'react'

export const AccessTablePage = lazy(async () => ({ default: (await import('./access-table-page.tsx')).AccessTablePage }))
export const GlassPage = lazy(async () => ({ default: (await import('./glass-page.tsx')).GlassPage }))
export { GlassReport } from './glass-report.tsx'
export { Watermark } from './watermark.tsx'
