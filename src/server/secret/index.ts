export { listPeopleWithoutNumbers } from './repository.ts'
export { countSecretsByKey, rotateSecrets } from './rotate-secrets.ts'
export { secretRoutes } from './routes.ts'
export { storeIdentities, type KnownIdentity } from './store-identities.ts'
