export { blindIndex, blindIndexes, canonical, digestOf } from './blind-index.ts'
export { dataKey, type DataKey } from './data-key.ts'
export { decryptField, encryptField, FieldUnreadable, keyIdOf } from './encrypt-field.ts'
export { fileKeyring, fixedKeyring, readKeyFile, RELOAD_MS, SUITES, writeKeyFile, type Keyring, type Suite } from './keyring.ts'
