package org.ecg4j.dataset;

import java.util.List;
import java.util.Map;

/** What is known of the MIT-BIH Arrhythmia Database by the names of its records. */
final class MitBih {
  /** Records 201 and 202 are of the same man (MIT-BIH Arrhythmia Database Directory). */
  static final Map<String, String> SUBJECTS = Map.of("201", "201+202", "202", "201+202");

  static final List<String> COURSE_TRAIN =
      names(
          "100 101 102 103 104 105 106 107 108 109 111 112 113 114 115 116 117 118 119 121 122 123"
              + " 124 200 201 202 203 205 207 208 209 210");

  static final List<String> COURSE_TEST =
      names("212 213 214 215 217 219 220 221 222 223 228 230 231 232 233 234");

  /** De Chazal, O'Dwyer, Reilly 2004, table II. */
  static final List<String> DE_CHAZAL_TRAIN =
      names(
          "101 106 108 109 112 114 115 116 118 119 122 124 201 203 205 207 208 209 215 220 223"
              + " 230");

  static final List<String> DE_CHAZAL_TEST =
      names(
          "100 103 105 111 113 117 121 123 200 202 210 212 213 214 219 221 222 228 231 232 233"
              + " 234");

  /** Left out by de Chazal, as AAMI recommends: most of their beats are paced. */
  static final List<String> PACED = names("102 104 107 217");

  private MitBih() {}

  private static List<String> names(String text) {
    return List.of(text.split(" ", -1));
  }
}
