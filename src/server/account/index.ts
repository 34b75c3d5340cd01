export { addAccount, type NewAccount } from './add-account.ts'
export { addByOperator, grantByOperator, listAccountsForOperator, resetByOperator, switchByOperator } from './operate-account.ts'
export { countAccounts, findAccountId } from './repository.ts'
export { accountRoutes } from './routes.ts'
