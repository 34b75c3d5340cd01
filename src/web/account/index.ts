import { lazy } from 'react'

export const MyAccountPage = lazy(async () => ({ default: (await import('./mine/my-account-page.tsx')).MyAccountPage }))
export const AccountsPage = lazy(async () => ({ default: (await import('./accounts-page.tsx')).AccountsPage }))
export { readAccountsSearch } from './accounts-search.ts'
