import { expect, test } from 'vitest'
import { nameKeys } from './name-keys.ts'

test.each([
  ['单小明', 'shanxiaoming danxiaoming|sxm dxm'],
  ['尉迟恭', 'yuchigong weichigong|ycg wcg'],
  ['吕布', 'lvbu|lb'],
  ['城关镇社工站', 'chengguanzhenshegongzhan|cgzsgz'],
  ['甲A站12号', 'jiaazhan12hao|jaz12h'],
  ['阿布都·热合曼', 'abudoureheman|abdrhm'],
  ['', '|'],
])('%s is found by %s', (name, keys) => expect(nameKeys(name)).toBe(keys))
