export { checkPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD, type PasswordOwner } from './password-rule.ts'
export { isPersonName } from './person-name.ts'
