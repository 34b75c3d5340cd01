/**
 * What people build passwords from, coined here from how they do it: keyboards, romanised words of love, luck and place,
 * surnames and given names, English favourites, the words of offices and of this system. Lower case, letters only; a
 * password made of these and of short numbers is in every guesser's list.
 */
const KEYBOARD =
  'qwerty qwertyuiop qwert asdfgh asdfghjkl asdf zxcvbn zxcvbnm zxcv qazwsx qaz wsx edc rfv tgb qwe asd zxc poiuytrewq lkjhgfdsa mnbvcxz'

const PINYIN =
  'woaini woaiwo aini wo ni ta ai nihao wodeai baobei baobao laopo laogong mama baba gege jiejie didi meimei yeye nainai shengri kuaile ' +
  'xingfu jiankang pingan facai gongxi zhongguo zhonghua renmin beijing shanghai guangzhou shenzhen tianjin chongqing chengdu hangzhou ' +
  'nanjing wuhan xian changsha jinan qingdao suzhou ningbo xiamen fujian zhejiang jiangsu guangdong sichuan hunan hubei henan hebei ' +
  'shandong shanxi xinjiang changji jiaxing suining yunnan guizhou anhui jiangxi mima denglu yonghu zhanghao ceshi guanli guanliyuan ' +
  'xitong wangluo diannao shouji minzheng minzhengju shegong shegongzhan shehui gongzuo jiedao xiangzhen shequ zhanzhang caizheng ' +
  'xiaoming xiaohong xiaoli wangwei lina zhangwei zhangsan lisi wangwu zhaoliu ma feng hu shi dashi tiankong dahai taiyang yueliang ' +
  'xiangni sini aiqing yongyuan yishengyishi weilai mengxiang nimen women tamen haha hehe heihei'

const NAMES =
  'li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao ' +
  'cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan dai xia zhong tian ren fan fang shi yao tan liao ' +
  'zou xiong jin hao qiu kong bai cui kang mao qin gu hou shao meng wan duan qian yin jun ming hong hua ping qiang lei jie juan min jing ' +
  'lan ying mei bin bo chao yong gang tao ning xin'

const ENGLISH =
  'password passwd pass word admin administrator root user guest login test testing demo temp default master manager system server ' +
  'secret private public welcome hello hi iloveyou ilove love loveyou you me my baby angel princess prince king queen sunshine flower ' +
  'monkey dragon tiger lion eagle horse dog cat bear panda superman batman spiderman pokemon football baseball basketball soccer hockey ' +
  'freedom whatever trustno letmein open sesame access changeme change please computer internet google apple windows microsoft linux ' +
  'office official government china chinese beijing america money lucky happy summer winter spring autumn sun moon star sky blue red ' +
  'green black white gold silver monday friday january december michael jordan charlie thomas robert daniel jessica ashley jennifer ' +
  'michelle nicole hunter killer shadow ninja mustang ferrari porsche harley cookie chocolate banana orange pepper ginger cheese good ' +
  'new the is and one two three four five six seven eight nine ten zero abc abcd abcde abcdef abcdefg xyz aaa bbb account company ' +
  'social worker work town county bureau finance audit shegong sgz app web site data database oracle postgres mysql'

export const WEAK_WORDS: ReadonlySet<string> = new Set([KEYBOARD, PINYIN, NAMES, ENGLISH].join(' ').split(' '))
export const LONGEST_WEAK_WORD = Math.max(...[...WEAK_WORDS].map((word) => word.length))
