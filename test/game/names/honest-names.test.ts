import { describe, expect, it } from 'vitest';
import { parsePlayerName } from '../../../source/game/names/player-name.ts';
import { lookAlikesAmong } from '../../helpers/look-alikes.ts';

/** Names and nicknames as people choose them, with many that differ in one letter only. */
const names = [
  'Aaron Abel Ada Adam Adèle Ahmed Aisha Al Alain Alan Alex Ali Alice Alicia Alina Aline Allie Alma Alva Amelie Amie Ana',
  'Andrea Anika Anja Anna Anne Annie Arne Arnie Astrid Ben Benni Bernie Bill Billie Birgit Bo Bob Bodil Brian Bruno Camila',
  'Camille Carl Carla Carol Catalina Celia Celina Chiara Chloé Chris Claire Clara Cleo Clio Cora Dan Dana Daniel Daniela',
  'Danielle Dario Dario2 David Davide Dina Dirk Ed Eila Elena Eli Elia Elias Elif Elin Elisa Élise Ella Elle Ellie Eloi',
  'Emil Émile Emilia Emma Erik Erin Eva Ewa Fatima Felicia Felix Fiona Florian Frida Gabi Gil Gill Gina Giulia Hana Hanna',
  'Hans Heidi Helen Ian Ida Igor Ilia Ilona Ilse Imre Ina Ines Inga Ingrid Iris Irma Isa Isabel Iván Ivo Jakub Jan Jana Jil',
  'Jill Jim Jo Joe Johan José Julia Julian Julie Juliet Karl Karla Kim Kira Lan Lara Laura Lea Leah Leo Léo Li Lia Liam Lila',
  'Lili Lilia Lily Lina Linda Lisa Liv Liz Lorna Lou Louis Luca Lucas Lucia Łukasz Lukas Lydia Maja Malia Malin Mara Maria',
  'Marian Marie Mario Mark Marlene Mats Max Maya Mia Michal Mikael Mila Milan Mina Mira Mo Mohamed Nadia Neil Nele Neli Nell',
  'Nelly Nia Niall Nick Nicole Nikolaj Nils Nina Noa Noah Noël Nora Ole Olga Oliver Olivia Óscar Otto Paul Paula Paulina',
  'Pia Pilar Rahel Rebecca Rita Rob Romy Rosa Said Sal Sally Sam Sara Sarah Şeyma Silke Silvia Siri Søren Sofia Sofie Tao',
  'Ted Theo Tia Til Till Tim Tina Tom Toni Uli Ulla Ute Vera Vic Víctor Will Willi Wim Xin Yan Yara Zoe Zoë',
  'Алексей Александр Анна Борис Вера Виктор Галина Дмитрий Елена Иван Ирина Катя Лев Лена Максим Мария Наталья Олег Ольга Пётр',
  'Роман Саша Света Соня Юлия Яна Оксана Ганна Олена Андрій Ігор Іван Љубица Ђорђе',
  'Αλέξης Άννα Βασίλης Γιώργος Δήμητρα Ελένη Ηλίας Ιωάννης Κώστας Μαρία Νίκος Πέτρος Σοφία Χρήστος',
  'Արամ Անահիտ Դավիթ Նարե გიორგი ნინო ლუკა მარიამ דוד דינה יעל משה נועה רחל أحمد فاطمة محمد محمود مريم ليلى علي عليا',
  'رضا زهرا امیر अमित अनिता राहुल रोहन সুমন রিনা தமிழ் கவிதா ప్రియ ಅನು ശ്രീ สมชาย สมศรี นิดา ສົມ សុខ សុភា မောင် မေ',
  '伟 伟伟 芳 娜 秀英 敏 静 李娜 李雷 王伟 王芳 张伟 陈晨 さくら ゆき ユキ ひろし ヒロ 太郎 花子 大輔 健太 健 민수 민지 지훈 수진 서연 ሰላም አበበ ᏣᎳᎩ',
  '0xDEAD 1337 404 42 l33t root admin null NaN undefined vim emacs nano tux kernel rm-rf sudo grep 🦊 🐙 🦀 ferris gopher',
]
  .join(' ')
  .split(' ');

describe('honest names', () => {
  it('are accepted as they are', () => {
    expect(names.length).toBeGreaterThanOrEqual(300);
    expect(new Set(names).size).toBe(names.length);
    // Joined consonants are separated, so that they take up the same cells in every terminal.
    const accepted = names.map((name) => parsePlayerName(name)?.replaceAll('\u200C', ''));
    expect(accepted).toEqual(names.map((name) => name.normalize('NFC')));
  });

  it('are all different if they are numbered', () => {
    const numbered = Array.from({ length: 2000 }, (_, index) => [`Player ${index}`, `Игрок${index}`]).flat();
    expect(lookAlikesAmong(numbered)).toEqual([]);
  });

  it('look alike only where they differ in rn and m, or in I and l', () => {
    expect(lookAlikesAmong(names)).toEqual(['Amie/Arnie', 'Ian/Lan']);
  });
});
