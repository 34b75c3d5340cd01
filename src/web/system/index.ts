import { lazy } from 'react'

export const SystemPage = lazy(async () => ({ default: (await import('./system-page.tsx')).SystemPage }))
