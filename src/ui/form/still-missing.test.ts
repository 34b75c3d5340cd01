import { expect, test } from 'vitest'
import { stillMissing } from './still-missing.ts'

const missingIn = (html: string): readonly string[] => {
  const form = document.createElement('form')
  form.innerHTML = html
  document.body.replaceChildren(form)
  return stillMissing(form).names
}

test.each([
  ['<label for="a">姓名<span>（例）</span></label><input id="a" required>', ['姓名']],
  ['<label for="a">姓名</label><input id="a" required value="   ">', ['姓名']],
  ['<label for="a">姓名</label><input id="a" required value="王秀兰">', []],
  ['<label for="a">备注</label><input id="a">', []],
  [
    '<div class="ant-select"><div class="ant-select-placeholder">选一份</div><input aria-label="方案" aria-required="true"></div>',
    ['方案'],
  ],
  ['<div class="ant-select">嘉兴<input aria-label="方案" aria-required="true"></div>', []],
  ['<div class="ant-select"><div class="ant-select-placeholder">不限</div><input aria-label="学历"></div>', []],
])('%s', (html, names) => expect(missingIn(html)).toEqual(names))
