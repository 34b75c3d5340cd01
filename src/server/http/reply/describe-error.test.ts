import { expect, test } from 'vitest'
import { describeError, withoutValues } from './describe-error.ts'

test.each([
  ['invalid input syntax for type uuid: "张三 110101199003071234"', 'invalid input syntax for type uuid: …'],
  ['Unexpected token \'张\', "{"password":"hunter2 …" is not valid JSON', 'Unexpected token …'],
  ['value 13912345678 out of range', 'value … out of range'],
  ['no such person: 欧阳建国', 'no such person: …'],
  ['bounced: zhang@example.com', 'bounced: …'],
  ['one\n{"level":60,"msg":"forged"}', /^[^\n]*$/],
])('a message is kept without its values: %s', (message, wanted) => {
  const said = withoutValues(message)
  expect(said).toMatch(wanted)
  expect(said).not.toMatch(/\p{Script=Han}|1101|1391|hunter2|forged|@/u)
})

test('the place in the code stays, the message does not come back with it', () => {
  const described = describeError(new Error('secret "张三"'))
  expect(described.stack).toMatch(/describe-error\.test/)
  expect(JSON.stringify(described)).not.toContain('张三')
})
