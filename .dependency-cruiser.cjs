// The walls of the house. Layers first; inside a layer, modules in one linear reading order.
const MODULES = [
  'kernel',
  'scheme',
  'access',
  'attachment',
  'record',
  'secret',
  'audit',
  'session',
  'account',
  'table',
  'health',
  'metrics',
  'doctor',
  'territory',
  'governance',
  'station',
  'agency',
  'workforce',
  'procurement',
  'contract',
  'programme',
  'client',
  'visit',
  'casework',
  'activity',
  'volunteer',
  'supervision',
  'evaluation',
  'funding',
  'reporting',
  'disclosure',
  'desk',
  'demo',
  'system',
]
// Parts of a layer that every module of it may use, file by file; they know no module themselves.
const COMMON = ['kernel', 'http', 'db']
const LAYERED = 'domain|server|web'
const rule = (name, from, to) => ({ name, severity: 'error', from, to })
const npm = (...names) => `^node_modules/(${names.join('|')})/`

module.exports = {
  forbidden: [
    rule('domain-is-pure', { path: '^src/domain/' }, { pathNot: ['^src/domain/', npm('zod', 'yaml', 'chinese-days')] }),
    rule('contract-is-domain-plus-zod', { path: '^src/contract/' }, { pathNot: ['^src/(domain|contract)/', npm('zod')] }),
    rule('server-never-sees-the-browser', { path: '^src/server/' }, { path: '^src/(web|ui|field|cli)/' }),
    rule(
      'browser-never-sees-the-server',
      { path: '^src/(web|ui|field)/' },
      { path: ['^src/(server|cli)/', npm('pg', 'kysely', 'fastify')] },
    ),
    rule('ui-knows-no-page-and-no-domain', { path: '^src/ui/' }, { path: '^src/(web|field|contract|domain)/' }),
    rule('command-never-sees-the-browser', { path: '^src/cli/' }, { path: '^src/(web|ui|field)/' }),
    rule('nobody-imports-the-command', { path: '^src/', pathNot: '^src/cli/' }, { path: '^src/cli/' }),
    rule(
      'common-parts-know-no-module',
      { path: `^src/(server)/(http|db)/` },
      { path: `^src/$1/(${MODULES.filter((m) => !COMMON.includes(m)).join('|')})/` },
    ),
    rule(
      'another-module-only-through-its-index',
      { path: `^src/(${LAYERED})/([^/]+)/` },
      { path: `^src/$1/(?!(?:${COMMON.join('|')})/)[^/]+/`, pathNot: ['^src/$1/$2/', '^src/[^/]+/[^/]+/index\\.tsx?$'] },
    ),
    rule(
      'another-layers-module-only-through-its-index',
      { path: '^src/(contract|server|web|cli)/' },
      { path: `^src/domain/(?!(?:${COMMON.join('|')})/)[^/]+/`, pathNot: ['^src/[^/]+/[^/]+/index\\.ts$'] },
    ),
    ...MODULES.map((m, i) =>
      rule(
        `reading-order-${m}`,
        { path: `^src/(${LAYERED})/${m}/` },
        { path: `^src/$1/(${MODULES.slice(i + 1).join('|') || 'a^'})/` },
      ),
    ),
    rule('no-cycles', {}, { circular: true }),
    rule('no-unresolved', {}, { couldNotResolve: true }),
    rule(
      'no-orphan-dev-dependency',
      { path: '^src/(domain|contract|server|cli)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$|^src/server/[^/]+/testing/|^src/server/weather/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
