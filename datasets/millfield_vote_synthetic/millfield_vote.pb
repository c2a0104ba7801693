META
key;value
description;Synthetic: share of the budget for Millfield
country;fictional
unit;Ancoats Quay
subunit;Millfield
instance;2026
num_projects;30
num_votes;2400
budget;500000
currency;EUR
vote_type;approval
rule;unknown
date_begin;07.04.2026
date_end;21.04.2026
min_length;1
max_length;5
language;en
PROJECTS
project_id;cost;votes;name;ward;latitude;longitude
1;112000;586;Promenade with lights and benches;Riverside;60.2011;24.9272
2;96000;460;Second deck for the car park;Riverside;60.2035;24.9236
3;44000;211;Boat ramp;Riverside;60.2031;24.9190
4;22000;403;Flower beds on the quay;Riverside;60.2011;24.9168
5;16000;356;Concerts by the river;Riverside;60.1988;24.9193
6;12000;190;Dog run;Riverside;60.1990;24.9254
7;89000;446;Cycle lane on Mill Lane;Mill Lane;60.1882;24.9267
8;74000;433;Playground on the green;Mill Lane;60.1909;24.9233
9;58000;260;Toilets in the park;Mill Lane;60.1908;24.9191
10;33000;376;Street trees;Mill Lane;60.1889;24.9164
11;18000;268;Drinking fountains;Mill Lane;60.1863;24.9187
12;11000;183;Repair workshop;Mill Lane;60.1866;24.9251
13;98000;393;Station square without cars;Station;60.1951;24.9427
14;67000;121;Shared offices in the ticket hall;Station;60.1973;24.9400
15;47000;327;Light for the underpass;Station;60.1974;24.9355
16;39000;277;Covered bicycle stands;Station;60.1944;24.9324
17;28000;244;Bus shelters;Station;60.1930;24.9343
18;13000;117;Mural on the bridge;Station;60.1930;24.9409
19;61000;322;Youth house;Weir Estate;60.1904;24.9091
20;72000;203;Football pitch;Weir Estate;60.1932;24.9068
21;46000;204;Light for the courtyards;Weir Estate;60.1934;24.9018
22;37000;133;Garden plots between the blocks;Weir Estate;60.1910;24.8988
23;31000;186;Homework club;Weir Estate;60.1889;24.9011
24;24000;106;Language café;Weir Estate;60.1887;24.9065
25;76000;174;Steps to Chapel Street;Quarry Hill;60.2025;24.9601
26;49000;298;Crossing at the school;Quarry Hill;60.2050;24.9582
27;36000;221;Viewpoint with tables;Quarry Hill;60.2053;24.9524
28;29000;188;Path through the quarry;Quarry Hill;60.2034;24.9498
29;17000;145;Bird hide;Quarry Hill;60.2008;24.9524
30;9000;110;Toy library;Quarry Hill;60.2009;24.9580
VOTES
voter_id;ward;vote
1;Weir Estate;8,12,21,23
2;Riverside;1,2,19
3;Riverside;2,3,5
4;Riverside;2
5;Riverside;2,5,9
6;Riverside;4,6,18,19
7;Quarry Hill;1,11,25,28
8;Weir Estate;6,10,19,20,22
9;Weir Estate;7,20,22,23
10;Mill Lane;3
11;Weir Estate;20,21,22,24
12;Quarry Hill;29,30
13;Riverside;2,4,9,15
14;Riverside;1,7,20
15;Riverside;26,30
16;Station;5,16,26
17;Mill Lane;1,5,7,15,17
18;Station;8,10,16,27
19;Mill Lane;5,9,10,23,30
20;Station;11,12,13
21;Mill Lane;8,14
22;Riverside;1,2,25,29
23;Riverside;1,6,11
24;Mill Lane;8,10
25;Station;7,13
26;Mill Lane;9,10,13
27;Weir Estate;3,6,20,23
28;Mill Lane;9,10,15
29;Riverside;1,4,7,16,24
30;Riverside;1,4,10,19
31;Mill Lane;1,13,26
32;Weir Estate;3,21,23
33;Riverside;1,2,5,11,18
34;Riverside;1,7,10,11,15
35;Mill Lane;11,24,26
36;Station;1,27
37;Mill Lane;8
38;Riverside;1,2,4,5
39;Mill Lane;7,26
40;Riverside;4
41;Mill Lane;2,7,9
42;Mill Lane;4,6,7,8,10
43;Mill Lane;6,9
44;Quarry Hill;25,28,30
45;Riverside;1,2,5,13,15
46;Mill Lane;21
47;Riverside;2,6
48;Mill Lane;3,7,27
49;Weir Estate;7,20,21
50;Mill Lane;2,4,7,8,16
51;Riverside;3,4,5,7
52;Weir Estate;2,13,19,21,24
53;Riverside;2,8
54;Mill Lane;3,8,19
55;Mill Lane;3,8,17
56;Mill Lane;7,10,12
57;Mill Lane;1,8,15,19,21
58;Riverside;2,4,5,10,23
59;Riverside;5,13
60;Riverside;4,13
61;Mill Lane;12
62;Quarry Hill;7,8,26,27
63;Station;17
64;Station;6,13,14
65;Mill Lane;1,3,4,9,24
66;Quarry Hill;12,17,25,26,27
67;Mill Lane;11
68;Mill Lane;9,29
69;Riverside;2,3,6,15,28
70;Mill Lane;4,8,20,27
71;Riverside;5,6,12
72;Station;15,18,27,30
73;Mill Lane;4,9,10,13,18
74;Riverside;1,2,5,6,20
75;Mill Lane;10,16,26
76;Station;6,8
77;Riverside;6,8
78;Riverside;1
79;Quarry Hill;15,16,26,27,30
80;Station;8,16,27
81;Station;13
82;Mill Lane;7,11,12
83;Riverside;10
84;Mill Lane;8,9
85;Riverside;2,3,5
86;Station;6,15,16,18
87;Weir Estate;21,22
88;Station;8,9,13
89;Weir Estate;2,19,22,23,24
90;Quarry Hill;4,28,30
91;Station;1,14,18,23
92;Station;7,18
93;Station;8,14,16,17,22
94;Weir Estate;19,21
95;Weir Estate;19,21,23,24
96;Mill Lane;4,28
97;Riverside;1,6,10
98;Mill Lane;7,10,15,18
99;Riverside;6,19
100;Riverside;1,4,16,20
101;Station;1,13,17,18
102;Station;15
103;Riverside;2,3,6
104;Riverside;1,2,4
105;Weir Estate;18,19,22,23,28
106;Riverside;2,4,18
107;Riverside;2,5,9,27
108;Quarry Hill;25,26,27
109;Station;7
110;Station;8,14,26,28
111;Station;1,8,16
112;Riverside;2,4,5,9
113;Riverside;1,2,23
114;Weir Estate;14,19,23
115;Quarry Hill;10,28,30
116;Station;12,13,14,16,17
117;Riverside;4,9,18
118;Riverside;1,2,5,10
119;Station;9,13,15,16,19
120;Station;7,8,14,15,17
121;Station;7,11,13,15,17
122;Weir Estate;20
123;Mill Lane;7,8,10,12,26
124;Station;2,7,14,15
125;Riverside;20
126;Riverside;20
127;Riverside;2,11
128;Mill Lane;8,11,21
129;Station;10,14,15,27
130;Weir Estate;16,20
131;Riverside;1,2,5,6
132;Mill Lane;7,8
133;Riverside;1,4,5,17,26
134;Station;1,16
135;Riverside;1,7,13
136;Station;8
137;Weir Estate;7,19,27
138;Mill Lane;2,7,11,13,15
139;Riverside;1,4,6,22
140;Mill Lane;13,15,25,28
141;Riverside;5
142;Station;5,29
143;Station;4,14,18
144;Station;13,15,16
145;Riverside;4,8,16
146;Quarry Hill;6,29
147;Weir Estate;19,28
148;Mill Lane;7,9,10,13,30
149;Station;1,12,13,18,26
150;Quarry Hill;4,26,27,29,30
151;Riverside;2
152;Riverside;1,4,14,15,27
153;Riverside;4,5
154;Riverside;1,4,13,19
155;Mill Lane;9,10,19
156;Riverside;6,8,27
157;Quarry Hill;5,10,23
158;Riverside;2
159;Riverside;2,26
160;Mill Lane;7,10,21,28
161;Riverside;1,4,13,17,28
162;Weir Estate;20,22,24
163;Mill Lane;9,28
164;Weir Estate;21,24,27
165;Mill Lane;2,7,8,19,27
166;Weir Estate;7,19,22,23
167;Riverside;1,5,10,23
168;Riverside;1,6,8,23
169;Weir Estate;1,19,20,23
170;Weir Estate;19,20,23
171;Mill Lane;15
172;Riverside;1,5,11,15,17
173;Riverside;1,4,6,20,27
174;Weir Estate;15,19,20,21
175;Mill Lane;1,6,7,8,10
176;Weir Estate;9,10,16,24
177;Riverside;1,3,4,13,26
178;Riverside;2,5,20,25
179;Riverside;6
180;Mill Lane;7,29
181;Riverside;25
182;Station;5,13
183;Mill Lane;9,13,16
184;Riverside;1,16
185;Station;1,15,17,18
186;Quarry Hill;19,28
187;Station;15,21,22,23
188;Riverside;1,5,6
189;Station;1,11
190;Mill Lane;8,22
191;Mill Lane;7,8,9,11
192;Riverside;2,4,11
193;Riverside;5
194;Riverside;1,2,4,5
195;Station;6,7,12,18
196;Station;4,13,17,27,28
197;Weir Estate;19,20,24
198;Riverside;17
199;Station;4,10,13,16,17
200;Mill Lane;6
201;Mill Lane;7,8,12
202;Mill Lane;2,3,27
203;Weir Estate;1,19,21,23
204;Mill Lane;2,8,15
205;Weir Estate;13,17,19,20,21
206;Riverside;5,11
207;Quarry Hill;23,26
208;Mill Lane;1,10
209;Riverside;6,7,9,16
210;Quarry Hill;2,3,8,25,26
211;Riverside;3,5,9
212;Quarry Hill;13,18,26,27
213;Station;4,8,14,18,19
214;Riverside;1,3,7,21
215;Station;16,29
216;Riverside;1,4
217;Station;13,18
218;Weir Estate;5,7,19,21
219;Riverside;4
220;Station;1
221;Quarry Hill;26
222;Mill Lane;5,9
223;Riverside;2,4,23
224;Station;5,15,16
225;Station;1,17
226;Riverside;1,2,17,19,29
227;Station;9,14,15,17,18
228;Station;15
229;Mill Lane;8,9,10,12,26
230;Quarry Hill;25
231;Mill Lane;11,16,22
232;Station;5,13,19
233;Quarry Hill;8,9,13,26
234;Weir Estate;6,19,20,21,23
235;Mill Lane;4,7,8,10,12
236;Mill Lane;8,9,10,12
237;Station;13
238;Weir Estate;19,21,25,30
239;Riverside;5,6,21,27
240;Quarry Hill;1,20,25,27
241;Quarry Hill;4,10,27,29,30
242;Mill Lane;15
243;Riverside;2,20,21,25
244;Mill Lane;5,8,9,11,26
245;Riverside;1,23,25
246;Station;16,17,27
247;Riverside;4,13,29
248;Riverside;8,18,21
249;Station;2,3,16
250;Mill Lane;1,7,9,10
251;Riverside;1,4,6,7,20
252;Riverside;1,5,6,13,21
253;Mill Lane;9,10,22
254;Mill Lane;6,8,11
255;Quarry Hill;7,20,26,27,29
256;Riverside;1,4,7,27
257;Quarry Hill;2,25,26
258;Weir Estate;9,10,21
259;Riverside;2,4
260;Quarry Hill;5,9,13,25
261;Weir Estate;13,19,20,24
262;Weir Estate;20
263;Mill Lane;1,8,10,24
264;Station;13,16
265;Mill Lane;6,7,8
266;Mill Lane;1,8
267;Mill Lane;5,6,7,9,12
268;Mill Lane;2,5,7,11,12
269;Quarry Hill;3,9,15,26
270;Station;2,14
271;Weir Estate;4,20,21,22
272;Mill Lane;7,8,9,12,28
273;Riverside;4,6,7
274;Quarry Hill;10,13,26,27,28
275;Riverside;1,4,6,19
276;Riverside;1,5,6,8
277;Quarry Hill;7,14,15,25,27
278;Station;16,22
279;Weir Estate;23,30
280;Mill Lane;9,11,17
281;Station;13,15,16,17
282;Mill Lane;10,15,19
283;Quarry Hill;1,10,25,26,27
284;Mill Lane;7,9
285;Riverside;4,16,22
286;Mill Lane;2,9,11,20
287;Riverside;1,2,7,13,20
288;Quarry Hill;5,27,29
289;Mill Lane;8
290;Mill Lane;7,8,19
291;Weir Estate;12,19,20,21,24
292;Mill Lane;16,25
293;Mill Lane;7,9,12
294;Riverside;8,9
295;Weir Estate;19,23
296;Weir Estate;22
297;Riverside;4,5,13
298;Mill Lane;6,7
299;Riverside;6,12,28
300;Mill Lane;4,9,17,26
301;Riverside;1,4,26
302;Mill Lane;3,8,11,26
303;Station;10,26
304;Riverside;2,4,7
305;Weir Estate;12,19,20,21,24
306;Quarry Hill;19,29
307;Station;1,3,13,16,17
308;Quarry Hill;4,26,30
309;Weir Estate;3,19,20,24
310;Weir Estate;13,29
311;Riverside;5,6,11,28
312;Station;8,13,14,16,25
313;Station;7
314;Quarry Hill;7,8,25,30
315;Mill Lane;17
316;Mill Lane;5,18,20
317;Station;16
318;Station;9,10,13,15,26
319;Mill Lane;5,7,11
320;Riverside;1,2,21,28
321;Mill Lane;1,7,8,9,25
322;Weir Estate;19,20,21
323;Riverside;2,11,13,27
324;Mill Lane;9,23
325;Mill Lane;1,7,13
326;Quarry Hill;10,26,30
327;Quarry Hill;1,21,26,27
328;Riverside;1,2,8
329;Riverside;1,4,11,13,25
330;Riverside;1,13,17,20,27
331;Weir Estate;13,20,21,22,23
332;Weir Estate;19,21,25
333;Mill Lane;7,15
334;Mill Lane;8,9,27,30
335;Riverside;1
336;Weir Estate;5,19,20,24
337;Riverside;6,10,27,28
338;Mill Lane;5,10
339;Quarry Hill;4,22,26,27
340;Riverside;1,5,8,17
341;Riverside;3,4,15,16
342;Riverside;2,6
343;Riverside;3,4,7
344;Mill Lane;7
345;Mill Lane;7,8,26
346;Mill Lane;5,9,12,15,20
347;Riverside;2,8
348;Riverside;7
349;Mill Lane;7,8,12
350;Riverside;11
351;Riverside;1,2,7,25,26
352;Riverside;5,6,13
353;Riverside;1,2,6
354;Station;16
355;Weir Estate;15,19
356;Riverside;2,9,19,26,29
357;Mill Lane;7,9,11,13,26
358;Mill Lane;1
359;Riverside;2,8
360;Weir Estate;23,24
361;Station;7,11,13,15,16
362;Weir Estate;10,19,20,21,23
363;Quarry Hill;10,17,20,23,25
364;Station;13,15,22
365;Quarry Hill;5,15,16,27
366;Weir Estate;19,22,24
367;Weir Estate;19
368;Riverside;5
369;Quarry Hill;26
370;Riverside;2,4,5,8,26
371;Mill Lane;8
372;Weir Estate;11,19,23
373;Weir Estate;21,22,26
374;Riverside;1,4,6,8,20
375;Riverside;1,11,27,28
376;Quarry Hill;17
377;Weir Estate;11,23,27
378;Station;2,13,14,15,16
379;Mill Lane;7,8,10,17
380;Weir Estate;5,22,23
381;Station;11,15,23
382;Mill Lane;7,11,14,25
383;Riverside;2,4,8
384;Quarry Hill;5,12,19,23,27
385;Weir Estate;8,19,21,22,23
386;Station;8,15
387;Riverside;1,9
388;Mill Lane;7,8,9,10,11
389;Station;8,9,15,16
390;Riverside;4,19,29
391;Mill Lane;1,6,7,10,17
392;Mill Lane;8,13,15
393;Station;13
394;Riverside;1,3,5,13,27
395;Mill Lane;7,11,29
396;Mill Lane;21
397;Mill Lane;10,25,29
398;Riverside;1
399;Station;3
400;Riverside;4,26,30
401;Mill Lane;8
402;Mill Lane;3,7,9,26
403;Mill Lane;4,7,8,11,23
404;Station;3,7,13,15
405;Weir Estate;8,10,13,20,23
406;Mill Lane;7,11
407;Quarry Hill;15,28,30
408;Mill Lane;9,10,15
409;Riverside;1,2,4
410;Riverside;1,2,4,17,26
411;Riverside;5,7,16,28
412;Riverside;1,5
413;Mill Lane;1,8,15,23
414;Riverside;1,4,7,18
415;Station;29
416;Riverside;10
417;Quarry Hill;9,10,21,26
418;Riverside;1,4,7,9
419;Mill Lane;2,10,15,16
420;Weir Estate;19,23,24
421;Weir Estate;2,16
422;Weir Estate;1,8,19,21,23
423;Station;7,15,16
424;Mill Lane;9,10,11,16,29
425;Mill Lane;1,6,10,17,26
426;Weir Estate;1,24
427;Quarry Hill;12,15,19,25
428;Mill Lane;7,8,11,12,25
429;Station;8,13,15,16
430;Riverside;1,4,13,26
431;Riverside;1,2,4,5,10
432;Weir Estate;12
433;Mill Lane;1,9,17
434;Riverside;2,4
435;Riverside;15
436;Weir Estate;19,23
437;Riverside;1,5,9,28
438;Mill Lane;4,5,7,9,11
439;Quarry Hill;1,2,9,25
440;Weir Estate;17,23
441;Station;7,12,13,15,26
442;Mill Lane;9,10,11,12
443;Riverside;1,2,5,8,10
444;Mill Lane;7,9
445;Weir Estate;19,20,21
446;Station;7,11,16,17
447;Mill Lane;2,7,8,9,11
448;Weir Estate;2,8,20
449;Riverside;8,13,19
450;Riverside;1,2,3,5,7
451;Riverside;5
452;Quarry Hill;9,16,24
453;Quarry Hill;25,26,27
454;Riverside;1,8,15
455;Quarry Hill;16,28
456;Mill Lane;10,11,12
457;Riverside;1,4,14,20
458;Mill Lane;1,10,19
459;Station;9,12,16
460;Station;16,23
461;Quarry Hill;10,26,30
462;Riverside;1,2,4
463;Riverside;2,4,20
464;Quarry Hill;26,27,29
465;Mill Lane;7,8,9,10
466;Mill Lane;8
467;Mill Lane;4,7
468;Riverside;1
469;Station;5,13,15,16,28
470;Quarry Hill;1,9,29,30
471;Quarry Hill;5,9,16,28,29
472;Station;8,13,15,30
473;Riverside;2,6,10
474;Station;5,18,21
475;Riverside;1,10,11,27
476;Station;18
477;Station;7,13,15
478;Weir Estate;19,20,21,22,24
479;Quarry Hill;7,17,26
480;Weir Estate;19
481;Weir Estate;16,19,21
482;Mill Lane;9,10,11,17
483;Weir Estate;1,8,21,22,23
484;Mill Lane;1,8,9,11,15
485;Quarry Hill;3,7,8,26
486;Mill Lane;10,11
487;Station;11,14,17,27,29
488;Station;18
489;Mill Lane;1,10,11,15
490;Riverside;13,27
491;Mill Lane;26
492;Mill Lane;2,4,11,21
493;Riverside;7
494;Station;16
495;Riverside;1,2,3,9,23
496;Weir Estate;4,17,19,21,23
497;Riverside;5
498;Mill Lane;8,26,27
499;Weir Estate;19,22,23,27
500;Weir Estate;4,19,20,21,22
501;Mill Lane;2,9,10,15,20
502;Quarry Hill;5,7,26,28
503;Mill Lane;1,7,8,17,22
504;Riverside;5,18,19
505;Mill Lane;7,9
506;Mill Lane;8,16,26
507;Mill Lane;3,8,10
508;Riverside;1,2,4,5,6
509;Mill Lane;4,7,11,29
510;Riverside;1,2,11,15,28
511;Riverside;2,5,26,30
512;Mill Lane;7
513;Mill Lane;7,10,13,22,27
514;Mill Lane;7,8,10,11,12
515;Station;7,13,18
516;Weir Estate;7,20,23
517;Riverside;1,6,13,26
518;Weir Estate;16,19,20,21,24
519;Mill Lane;8,13,19
520;Mill Lane;15
521;Riverside;5,19
522;Weir Estate;19,20,21
523;Mill Lane;1,8,21,26,27
524;Riverside;8,15,16
525;Mill Lane;5,11,15,28
526;Weir Estate;3,19
527;Mill Lane;8,11
528;Riverside;5,6,12,21
529;Mill Lane;7,9,11,25
530;Riverside;4,5,13,22
531;Riverside;1,9
532;Mill Lane;2,8,15
533;Station;2,8,15,17,26
534;Riverside;5,7,14,25
535;Quarry Hill;5,21,24,27
536;Station;17
537;Riverside;3,4,6,11
538;Riverside;1,4,21
539;Weir Estate;11,18,19,21,22
540;Riverside;2,5,6,16
541;Weir Estate;8,19,21,22,23
542;Quarry Hill;6,7,26
543;Mill Lane;7
544;Weir Estate;15,23
545;Quarry Hill;10,26,29,30
546;Riverside;1,8,13
547;Station;2,19,26
548;Riverside;1,4,5,10,27
549;Weir Estate;23
550;Station;13,15,16,30
551;Riverside;1,15
552;Weir Estate;19,20,21,23
553;Riverside;2,3,4
554;Station;26
555;Quarry Hill;10,11,18,26,28
556;Station;4,13,15,16,17
557;Weir Estate;22,23
558;Station;5,19
559;Riverside;2,5,7,26
560;Weir Estate;11,19,22
561;Riverside;9
562;Riverside;1,2,5,6,13
563;Quarry Hill;13,29
564;Mill Lane;10,27
565;Riverside;2,6
566;Mill Lane;7,8,15,24
567;Mill Lane;1,4,13,26
568;Riverside;1,4,16,21
569;Station;1,8,11
570;Riverside;1
571;Mill Lane;1,7,11
572;Quarry Hill;6,10,25,27
573;Riverside;2,15,20
574;Mill Lane;8,9,10,20
575;Riverside;2,10,12,16
576;Station;14,15
577;Mill Lane;8,10,12
578;Riverside;1,2,3,5,26
579;Mill Lane;7,9,10,15,21
580;Station;2,5,9,16,25
581;Station;8,12,14,17,27
582;Mill Lane;7,8,10,11
583;Quarry Hill;1,15,22,27,28
584;Mill Lane;7,8,11,12,17
585;Weir Estate;21
586;Riverside;4,13
587;Riverside;2,6,16
588;Weir Estate;19,21,22,23,24
589;Riverside;1,4,13,17
590;Riverside;3,8,10
591;Mill Lane;9,11,20,26
592;Mill Lane;1,11,12,25
593;Weir Estate;19,21,24
594;Weir Estate;19,20,23,27
595;Riverside;1,3,5
596;Mill Lane;5,8,15
597;Riverside;4,5,6,8
598;Station;4,5,9
599;Weir Estate;21,22
600;Station;13,17
601;Mill Lane;7,10,13,29
602;Quarry Hill;6,8,15,16,25
603;Station;16
604;Quarry Hill;8,9,19,25
605;Mill Lane;7,9
606;Weir Estate;10,19,23
607;Riverside;1,4,8,12
608;Riverside;1,4,15,17,19
609;Station;5,13,16,23
610;Quarry Hill;2,10,20,26,27
611;Riverside;15,16
612;Riverside;1,5,8,22,26
613;Station;2,4,10,15,17
614;Riverside;1,4,13,14
615;Quarry Hill;10,29,30
616;Quarry Hill;10,19,26,27,29
617;Mill Lane;9,10,12,13,20
618;Station;1,14,17,27
619;Riverside;1,4,24
620;Station;7,12,16,18
621;Quarry Hill;1,7,13,14,27
622;Mill Lane;4,17,28
623;Weir Estate;1,11,15
624;Weir Estate;19,21,22,23
625;Riverside;1,5,10
626;Station;4,13,15
627;Station;17,19,26
628;Riverside;2,4,7,9,13
629;Riverside;2,5,8,9,10
630;Riverside;1,2,3,9,21
631;Riverside;1,3,5,26,27
632;Quarry Hill;26,27,30
633;Mill Lane;8,10,29
634;Station;15
635;Riverside;1,4,8
636;Quarry Hill;3,8,17,25
637;Station;8,11,13,16
638;Mill Lane;2,7,10,13,15
639;Quarry Hill;7,8,11,26,29
640;Mill Lane;7,10,12,16,17
641;Riverside;2,17
642;Weir Estate;2,17,20,21,25
643;Mill Lane;11
644;Station;1,15,17,26
645;Station;2,10,13,15,25
646;Station;13,15,17
647;Mill Lane;2,7
648;Riverside;2,7,17
649;Mill Lane;1,7,9
650;Riverside;1,2,22
651;Riverside;1,2,7,19
652;Riverside;1,5,15
653;Quarry Hill;1,10,26,29
654;Station;10,20
655;Quarry Hill;1,5,8,26,27
656;Riverside;1,13
657;Station;13
658;Mill Lane;7,9,19
659;Mill Lane;11,26
660;Riverside;4
661;Riverside;2,4,12
662;Mill Lane;10,12,13,27,28
663;Station;7
664;Mill Lane;5,7,8
665;Station;4,13,18,25
666;Mill Lane;10,11
667;Riverside;2,4,10,15
668;Riverside;1,12,19
669;Station;7,11,13,15
670;Station;6,12,15,18,27
671;Riverside;2,4,5
672;Riverside;2
673;Mill Lane;4,8,10,13,28
674;Station;13,18,29
675;Station;8,15,17
676;Mill Lane;8,9
677;Quarry Hill;7,9,11
678;Weir Estate;13
679;Mill Lane;24
680;Quarry Hill;12,26,27,28
681;Station;2,13,14
682;Station;8,13,15
683;Riverside;3
684;Station;8,25
685;Station;13,17,26,27,28
686;Weir Estate;19,20,21
687;Mill Lane;8,9,10,16
688;Mill Lane;3,8,9
689;Riverside;1,3,4,7,12
690;Station;8,10,13,15,18
691;Riverside;5,8,17
692;Mill Lane;8,10,13
693;Quarry Hill;25,27,28,29
694;Riverside;3,5,17
695;Riverside;3
696;Mill Lane;1,8,11,17
697;Riverside;1,4,5,29
698;Weir Estate;2,20,21,24,26
699;Riverside;1,2,4,17
700;Riverside;2,3,4
701;Quarry Hill;1,3,5
702;Station;14,16,28
703;Station;17,19
704;Weir Estate;13,19,23,24
705;Riverside;1,5,8,16
706;Station;2,8,16
707;Mill Lane;4,7,11,19
708;Mill Lane;9,10,12,27
709;Riverside;1,2,7,13
710;Mill Lane;7,8,11,16,18
711;Mill Lane;2,4
712;Riverside;2,4,5
713;Mill Lane;9,10,27
714;Riverside;2,3,8,13,29
715;Riverside;10,15,17,20
716;Weir Estate;4,19,21
717;Quarry Hill;12,27,29,30
718;Mill Lane;4,7,10,22,30
719;Weir Estate;5,15,21,23,30
720;Station;3,17
721;Riverside;3,5,6
722;Riverside;2,5,8,17
723;Mill Lane;7,8,9,17,29
724;Riverside;1,2,4,5,16
725;Mill Lane;8,26
726;Mill Lane;5,7,8,10,12
727;Station;15
728;Mill Lane;5,7,8,10,11
729;Mill Lane;8,13,16,26
730;Riverside;2,3,6,20,21
731;Quarry Hill;17,27
732;Riverside;6,7,8,12,27
733;Weir Estate;1,17,19,23
734;Riverside;1,2,3,5,11
735;Riverside;1,14
736;Riverside;1,13,22,26
737;Station;2,7,9,13,25
738;Station;4,13,14,15,28
739;Riverside;1,8,10
740;Mill Lane;5,7,8,13,24
741;Riverside;5,8,10,21,28
742;Weir Estate;6,17,19,23,26
743;Quarry Hill;7,11
744;Riverside;9,27
745;Station;1,6,12
746;Riverside;1,9,16,26
747;Quarry Hill;5,7,26,28
748;Mill Lane;1,7,11,13
749;Station;4,15,17,28
750;Quarry Hill;7,26
751;Mill Lane;7,8,10,15
752;Riverside;2,3,5,14,25
753;Weir Estate;2,19,20,21,23
754;Riverside;1,2,3,12
755;Mill Lane;4,5,11,26,29
756;Mill Lane;8,10,11,27
757;Quarry Hill;1,10,11,26
758;Mill Lane;2,6,9
759;Mill Lane;10,11,21
760;Riverside;2,5,11,26
761;Station;17,18
762;Station;13,15
763;Mill Lane;7,9,12
764;Station;1,7,13
765;Mill Lane;3,12
766;Weir Estate;5,19,21
767;Riverside;1,5,6,27,28
768;Mill Lane;7,8,9,10,27
769;Riverside;3,11,13,14,19
770;Weir Estate;23
771;Riverside;3,5,11,13,25
772;Riverside;1,7,28
773;Mill Lane;1,15
774;Quarry Hill;5,8,26,28,29
775;Station;7,8,12,15
776;Station;5,8,16
777;Station;2,15,16,17,18
778;Riverside;3,6,10
779;Quarry Hill;15,28
780;Station;16,27
781;Riverside;1,5,23
782;Weir Estate;20,21
783;Riverside;1,2,7,10,28
784;Riverside;2,4,29
785;Riverside;1,2,4,7,12
786;Riverside;3,5,11
787;Quarry Hill;1,4,29
788;Riverside;1,4,5,19
789;Weir Estate;19,20,22,23
790;Mill Lane;8,12
791;Mill Lane;10,16
792;Mill Lane;2,8,9
793;Riverside;1,27
794;Riverside;1,2,3,9,15
795;Riverside;2
796;Riverside;6
797;Riverside;26
798;Mill Lane;5,8,11,23
799;Quarry Hill;1,10,21,25,26
800;Weir Estate;20,23
801;Riverside;1,2,7
802;Station;2,9,13
803;Station;17
804;Quarry Hill;1,4,26,29
805;Riverside;2,5,6,17
806;Weir Estate;19,21,22
807;Mill Lane;3,7,8
808;Quarry Hill;15,25
809;Riverside;1,2,4,18,22
810;Quarry Hill;9,16,29
811;Quarry Hill;1,10,12,21
812;Riverside;4,7,11
813;Weir Estate;20,21,23
814;Riverside;1,4,6,13,18
815;Riverside;1,2,6,11,16
816;Weir Estate;13
817;Riverside;1,2,3,11,12
818;Quarry Hill;7,15,30
819;Riverside;1,4,13
820;Station;8,9,13
821;Riverside;2,25,30
822;Riverside;3
823;Quarry Hill;7,27
824;Quarry Hill;5,20,25,28,29
825;Station;4,15,18,23
826;Quarry Hill;10,13,25,26
827;Station;11
828;Mill Lane;10,17
829;Mill Lane;7,8,14
830;Riverside;2,5,16
831;Station;1,4,13,14,16
832;Station;3,5,13,16,17
833;Weir Estate;19,24
834;Riverside;1,2,6
835;Quarry Hill;9,20,30
836;Weir Estate;1,19,23
837;Riverside;7,13
838;Riverside;1,2,4
839;Station;1,15,16,17
840;Station;8,13
841;Station;11,13,17,19
842;Riverside;1,2,4,8,11
843;Riverside;1,3,8,22
844;Mill Lane;1,10,16,22,26
845;Weir Estate;7,12,19,29
846;Quarry Hill;11,25,26,28,29
847;Mill Lane;8,18
848;Weir Estate;4,6,8,16,22
849;Station;9,15
850;Station;17,21,27
851;Quarry Hill;8,17,25
852;Weir Estate;13,19,21,23
853;Mill Lane;2,3,7,10,18
854;Mill Lane;8,12,26
855;Mill Lane;7,24
856;Riverside;1,2,11,16,20
857;Station;13,16
858;Mill Lane;5,7,8,11
859;Quarry Hill;4,26
860;Weir Estate;20,22,23
861;Quarry Hill;7,29
862;Quarry Hill;8,16,25,27
863;Riverside;4,7,10
864;Mill Lane;7,8,10,11,23
865;Station;7,16
866;Station;13,16,17,23
867;Station;16
868;Mill Lane;7,10,11,19
869;Riverside;1,2,13,17,27
870;Quarry Hill;4,13,20,25,27
871;Riverside;1,3,11,26,27
872;Quarry Hill;10
873;Mill Lane;1,8,10
874;Weir Estate;14,16,19
875;Weir Estate;19,21
876;Station;2,8,10,13,15
877;Quarry Hill;3,5,9
878;Station;13,15,16,18,28
879;Riverside;4,5
880;Weir Estate;10,20,23
881;Mill Lane;1,7,8,10
882;Riverside;1,2,3,6,11
883;Mill Lane;7,10,25,28,29
884;Weir Estate;17,19,20,21
885;Weir Estate;19,23
886;Mill Lane;2,5,13
887;Station;4,13,18
888;Mill Lane;1,8,15,17,23
889;Riverside;1,5,26
890;Mill Lane;7,13,15,26
891;Mill Lane;7,9
892;Mill Lane;8,9,10,26,27
893;Station;3,13,27
894;Riverside;3,6
895;Riverside;1,3,4,16
896;Mill Lane;3,8,28
897;Weir Estate;6,12,15,23,24
898;Riverside;2,12,27
899;Weir Estate;23,28
900;Riverside;2,4,5
901;Weir Estate;19,21,22,29,30
902;Quarry Hill;28
903;Station;16
904;Weir Estate;5,19,23,25
905;Station;17
906;Riverside;5
907;Riverside;1,2,5,17
908;Riverside;19
909;Mill Lane;7,11,30
910;Quarry Hill;4,5,17,26
911;Riverside;2,4,6
912;Quarry Hill;1,29
913;Quarry Hill;14,17,29
914;Mill Lane;4,9,10,12
915;Station;25
916;Station;8,13,15,16,17
917;Mill Lane;16,23
918;Weir Estate;8,20,27
919;Station;7,8,10
920;Riverside;16
921;Weir Estate;4,10,16
922;Riverside;1,2
923;Weir Estate;20
924;Quarry Hill;1,4,25,26,28
925;Mill Lane;4,8,13
926;Station;13,14,16
927;Mill Lane;2,9,10,11,25
928;Mill Lane;8,10,24
929;Mill Lane;10,13,14,21,25
930;Riverside;3,5,10,27
931;Riverside;15
932;Mill Lane;2,7,16,27
933;Riverside;1,2,6
934;Station;11,13,15,16
935;Mill Lane;8,10
936;Quarry Hill;12,21,23,25,28
937;Weir Estate;1,19,21
938;Weir Estate;23
939;Riverside;2,13
940;Mill Lane;19,23,28
941;Station;13,26
942;Riverside;1,4,13
943;Station;8,13,19
944;Weir Estate;11,24
945;Station;15
946;Riverside;8,16
947;Station;1,3,5,19
948;Mill Lane;8
949;Mill Lane;7,8,11,13,23
950;Mill Lane;12,17,18,19
951;Station;13,14,16,23
952;Weir Estate;9,29
953;Mill Lane;7,8,17
954;Mill Lane;3,8,9,10
955;Quarry Hill;2,20,25
956;Quarry Hill;2,10,25,26
957;Weir Estate;21,22
958;Mill Lane;7,8,22
959;Riverside;2,4,5,6,7
960;Station;1,2,14,17,28
961;Station;1,10,13
962;Riverside;3,5,10
963;Mill Lane;9
964;Riverside;1,2,3,7,11
965;Weir Estate;1,19,21
966;Mill Lane;9,12
967;Station;1,7,15,17,27
968;Weir Estate;1,19,20,23
969;Mill Lane;9,15
970;Riverside;1,2,7,15
971;Station;1,7,15
972;Riverside;1,2,9,16
973;Mill Lane;4,11,16,23,28
974;Mill Lane;7,10,21
975;Weir Estate;13,19,20,21,24
976;Riverside;2,13,26
977;Weir Estate;10,14,19,22,25
978;Riverside;1,4,5,6,25
979;Riverside;1,29
980;Weir Estate;4,11,19,20,22
981;Riverside;1,2
982;Station;3,5,16
983;Riverside;1,3,4,5,20
984;Station;4,13,16,17
985;Riverside;2,4,5
986;Mill Lane;11,27
987;Quarry Hill;7,14,15,26,27
988;Riverside;2,4,5,7,12
989;Weir Estate;23,30
990;Station;7,13,15
991;Quarry Hill;17,25,26,30
992;Weir Estate;11,19,23
993;Mill Lane;9,17
994;Station;5
995;Riverside;2,7,16
996;Riverside;6,10,26
997;Weir Estate;17,19,23
998;Riverside;2,3,5,9,10
999;Riverside;1,2,5,13
1000;Station;8,25,26
1001;Mill Lane;2,8,11
1002;Weir Estate;23
1003;Station;17,28,29
1004;Quarry Hill;4,20
1005;Riverside;1,2,3,12,20
1006;Station;1,2,6
1007;Weir Estate;1,19,22,23,24
1008;Mill Lane;7,8,10,11,28
1009;Riverside;1,2,5,8
1010;Quarry Hill;2,6,10,20,27
1011;Riverside;1,2,4,5,19
1012;Station;10,12,13,15,18
1013;Station;5,8,15,16,17
1014;Riverside;2,4
1015;Mill Lane;11
1016;Station;16,26
1017;Riverside;4,11,20
1018;Mill Lane;8,28
1019;Riverside;1,16,27
1020;Riverside;1,4,5,13,15
1021;Weir Estate;10,19,24
1022;Riverside;2,5,6,10,24
1023;Mill Lane;4,7,8
1024;Riverside;1,10
1025;Station;2,14
1026;Mill Lane;7,8,10,21,22
1027;Weir Estate;15,19,21
1028;Riverside;4,5
1029;Station;10
1030;Riverside;2,3
1031;Station;8,13,16,17,25
1032;Station;5,13,15,17,29
1033;Riverside;1,2,5,14,18
1034;Station;10
1035;Quarry Hill;4,11,13,26,28
1036;Riverside;5,14,27
1037;Quarry Hill;4,7,8,27,28
1038;Riverside;4
1039;Mill Lane;5,13,16
1040;Riverside;1,2,3,6
1041;Station;13,17
1042;Weir Estate;16,22
1043;Mill Lane;7,16
1044;Riverside;1,2,4,19
1045;Riverside;1,15
1046;Station;12,13,16
1047;Station;7,22
1048;Quarry Hill;15,25
1049;Mill Lane;4,7,16,19
1050;Riverside;1,2,3,5,28
1051;Riverside;1,6
1052;Riverside;1,18,29
1053;Weir Estate;1,8,20,21,26
1054;Riverside;4
1055;Riverside;2,3,5
1056;Weir Estate;9,19,21
1057;Mill Lane;3,5
1058;Station;14,15,16,17,27
1059;Riverside;1,2,3,4
1060;Riverside;1,2,11
1061;Mill Lane;7,8,10,11,14
1062;Mill Lane;8,12,28,30
1063;Station;13,14
1064;Riverside;3,4,19,28,29
1065;Riverside;1,2,6,12,28
1066;Weir Estate;19,22,23
1067;Mill Lane;7,13,17,30
1068;Mill Lane;7,8,9,12
1069;Station;4,15,16,17
1070;Mill Lane;6,8,11,13,30
1071;Riverside;1,2,4,5
1072;Weir Estate;10,17,20,24
1073;Mill Lane;1,9,10,11
1074;Riverside;2,4,8,11,15
1075;Riverside;2,4,5
1076;Riverside;29
1077;Riverside;1,10
1078;Riverside;1,5,9
1079;Riverside;2,4,7,16
1080;Station;3,13,15,16,17
1081;Quarry Hill;4,8,10,18,29
1082;Mill Lane;2,4,7,24
1083;Riverside;1
1084;Station;11,17,26
1085;Riverside;4,16,19
1086;Riverside;2,7,11
1087;Weir Estate;11,20,21,24
1088;Mill Lane;17,30
1089;Station;7,8,13,16,19
1090;Mill Lane;5,7,8,15,28
1091;Riverside;1,2,5,7,19
1092;Station;7,12,13,15,16
1093;Mill Lane;3,17,21
1094;Station;5,15,17
1095;Weir Estate;19,20,22
1096;Riverside;5,6,7,23
1097;Riverside;1,2,3,20
1098;Station;10,18
1099;Mill Lane;4,7,8,10,11
1100;Riverside;3,4,5,10,16
1101;Quarry Hill;9,28
1102;Station;1,13,17
1103;Riverside;2,4,5,25,27
1104;Quarry Hill;8,28
1105;Mill Lane;5,8,10,13
1106;Weir Estate;1,11,21,23
1107;Station;2,5,13,17
1108;Riverside;5,12,13,16,30
1109;Mill Lane;8,9,26
1110;Mill Lane;8,10,16
1111;Station;4,15
1112;Weir Estate;4,16,19,20,23
1113;Station;6,13,15,16,17
1114;Quarry Hill;4,26,27,29,30
1115;Station;4,13,15,17
1116;Quarry Hill;1,5,7,26
1117;Mill Lane;7,8,9,12,19
1118;Quarry Hill;3,7,27
1119;Riverside;3,7
1120;Quarry Hill;13,17
1121;Weir Estate;17,20,21,22,23
1122;Quarry Hill;4,13,21,26,27
1123;Quarry Hill;3,8,15,22
1124;Riverside;1,2,5
1125;Riverside;2,5,9,13,26
1126;Quarry Hill;2,10
1127;Quarry Hill;17,25,26
1128;Mill Lane;7
1129;Weir Estate;19,20,21,23,24
1130;Quarry Hill;7,13,15,26,27
1131;Mill Lane;1
1132;Riverside;17,18
1133;Mill Lane;7,8,12
1134;Riverside;5
1135;Riverside;1,2,3,7,25
1136;Riverside;1,4,5,15,26
1137;Riverside;2,13
1138;Quarry Hill;7,25,28,29
1139;Weir Estate;19,21
1140;Weir Estate;19,20,21,23
1141;Riverside;1,2,11,13,15
1142;Station;2,13,16
1143;Weir Estate;19,20
1144;Mill Lane;9,10,11
1145;Weir Estate;20,21
1146;Quarry Hill;20,29
1147;Riverside;2,5,6,19
1148;Station;13,15,18,26
1149;Station;1,13,16,26
1150;Weir Estate;15,19,21
1151;Riverside;1,2,4,5,21
1152;Station;8,9,15,17,19
1153;Riverside;1,2,26
1154;Riverside;1,2,11,13,17
1155;Station;3,13,16
1156;Quarry Hill;8,10,26
1157;Mill Lane;10,27
1158;Weir Estate;10,19
1159;Weir Estate;11,22
1160;Riverside;1,9,25,27
1161;Mill Lane;1,11
1162;Quarry Hill;2,7,21,26
1163;Riverside;4,6,21
1164;Mill Lane;4,7,8,10
1165;Mill Lane;8,10,11,13,16
1166;Weir Estate;20,22,24
1167;Quarry Hill;7,27
1168;Weir Estate;15,20
1169;Riverside;1,3
1170;Mill Lane;4,9,10
1171;Riverside;2,11,27
1172;Station;14,16,19
1173;Riverside;4,10,17,18,30
1174;Mill Lane;8,9,11
1175;Mill Lane;9
1176;Quarry Hill;7,30
1177;Station;13,15,21
1178;Quarry Hill;1,17,25,27,28
1179;Mill Lane;5,8,10,11,29
1180;Station;7,10,16,26,28
1181;Riverside;1,2,4,5,15
1182;Station;6,15
1183;Mill Lane;7,9,11,21
1184;Quarry Hill;4,7,8,25,26
1185;Riverside;1,6,10,13,27
1186;Mill Lane;13
1187;Riverside;2,4,7,13,28
1188;Riverside;5,7,17,19,26
1189;Quarry Hill;1,26,28
1190;Weir Estate;8
1191;Mill Lane;9,10,11,15
1192;Quarry Hill;4,5
1193;Weir Estate;19,20,21
1194;Riverside;7,16
1195;Quarry Hill;27,28,30
1196;Weir Estate;2,10,19,21
1197;Quarry Hill;9,16,28
1198;Mill Lane;8,9,10,13
1199;Riverside;1,3,29,30
1200;Quarry Hill;1,20
1201;Riverside;30
1202;Mill Lane;2,10
1203;Weir Estate;4,11,19
1204;Riverside;13
1205;Weir Estate;1,19,20,21,22
1206;Mill Lane;11
1207;Station;5,15,17,19
1208;Station;15,25
1209;Quarry Hill;12,19,26,27,28
1210;Mill Lane;9,11
1211;Mill Lane;2,7,8,9,10
1212;Station;2,13,16,17
1213;Station;2,9,30
1214;Riverside;2,3,12
1215;Mill Lane;9,15
1216;Weir Estate;19,21,22,23
1217;Riverside;2,9,17,27
1218;Riverside;1,2,16
1219;Riverside;1,2,4,11
1220;Riverside;4,7,8,25
1221;Riverside;5,7,26
1222;Riverside;15,24,25
1223;Weir Estate;9,19,20,21,22
1224;Mill Lane;4,9,10,12,29
1225;Riverside;13,21
1226;Quarry Hill;4,7,26
1227;Riverside;1,3,27
1228;Riverside;2,8
1229;Mill Lane;1,7,8,9,12
1230;Weir Estate;1,3,4,11,19
1231;Mill Lane;7,12,13,17
1232;Station;13,15,17
1233;Mill Lane;8,9,13,17,22
1234;Riverside;4,20
1235;Quarry Hill;14,18,26,27
1236;Mill Lane;3,9,14,27,29
1237;Riverside;1,2,3,5,13
1238;Quarry Hill;8,28,30
1239;Mill Lane;5,7,10,11,15
1240;Weir Estate;19,21,22,23,24
1241;Quarry Hill;25,27
1242;Mill Lane;7,9,15,17
1243;Station;1,13,14,16
1244;Riverside;1,4,27,30
1245;Riverside;1,4,5,20,26
1246;Mill Lane;7,12,13,19
1247;Mill Lane;2,7,9,11,29
1248;Riverside;4,28
1249;Riverside;3,7,15,26
1250;Riverside;1,3,4,5,10
1251;Station;1,6,13,16,26
1252;Riverside;4,8
1253;Mill Lane;12,30
1254;Quarry Hill;7,28,30
1255;Riverside;1,8,10,17
1256;Weir Estate;17,19,24
1257;Riverside;1,4,10,13
1258;Riverside;1,2,13
1259;Station;1,8,13,25
1260;Mill Lane;7,28
1261;Weir Estate;9,13,22
1262;Riverside;1,2,4,5,26
1263;Quarry Hill;2,8,26
1264;Riverside;5,7,13,25
1265;Station;8
1266;Station;16,17,28
1267;Mill Lane;7,12,21,22
1268;Mill Lane;1,9
1269;Quarry Hill;26
1270;Quarry Hill;28
1271;Mill Lane;8,19
1272;Mill Lane;7,8
1273;Riverside;1,4,12,27,28
1274;Station;11,14,15,16,23
1275;Station;11,12,13,26,28
1276;Weir Estate;1,12,16
1277;Mill Lane;12,13,26
1278;Mill Lane;10,12,16
1279;Quarry Hill;12,13,26,27,29
1280;Mill Lane;1,10,25
1281;Quarry Hill;3
1282;Riverside;1,4,5,13
1283;Riverside;2,5,9
1284;Weir Estate;4
1285;Riverside;13
1286;Riverside;4,5,6,12,27
1287;Mill Lane;5,8,9
1288;Mill Lane;7,16
1289;Station;4,9,14,16,17
1290;Station;5,16,17
1291;Quarry Hill;1,17,26,27
1292;Mill Lane;7,8,19
1293;Mill Lane;6,11,15
1294;Riverside;2,16,18
1295;Riverside;6,17
1296;Riverside;2,6,11
1297;Station;3,7,8,15
1298;Quarry Hill;1,21,23
1299;Riverside;1,3,21
1300;Riverside;1
1301;Riverside;3,12
1302;Mill Lane;7
1303;Mill Lane;2,9,28
1304;Station;2,11,13,16,17
1305;Station;1,7,13,15,17
1306;Station;16,21,22
1307;Weir Estate;19,21,24
1308;Weir Estate;19,27
1309;Riverside;2,6,10,30
1310;Riverside;1,2,4,5,6
1311;Riverside;1,2,4,7,25
1312;Weir Estate;18,20,22
1313;Quarry Hill;3,13,29,30
1314;Station;9,12,24
1315;Station;13
1316;Riverside;2,5,8,16
1317;Station;1,4,12,13,24
1318;Quarry Hill;17,25,26,28,29
1319;Riverside;4,6,26
1320;Riverside;3,5,26
1321;Mill Lane;11
1322;Station;15,26,30
1323;Weir Estate;15,19,20,22,30
1324;Mill Lane;7,8,16
1325;Quarry Hill;8,11,25,26,27
1326;Riverside;1,15,20
1327;Weir Estate;19,23
1328;Riverside;2,17
1329;Riverside;1,2,4,15
1330;Station;2,9,17,26,29
1331;Riverside;2,3,4,6,30
1332;Riverside;1,2,27
1333;Riverside;6,19
1334;Station;5,15,21,23
1335;Riverside;1,3,10
1336;Mill Lane;7,20
1337;Mill Lane;7,9,10
1338;Riverside;1,2,4,23
1339;Riverside;2,30
1340;Station;13,30
1341;Station;2
1342;Station;3,10,15,27,28
1343;Weir Estate;15,19,21,22,24
1344;Riverside;15,29
1345;Weir Estate;20,21,25,27
1346;Riverside;2,4
1347;Quarry Hill;8,17,25,26,28
1348;Riverside;7,13
1349;Station;14,22,27
1350;Station;6,11,15,18,19
1351;Mill Lane;9,11,13
1352;Weir Estate;1,21,22,23
1353;Mill Lane;1,7,9,10
1354;Riverside;2,3
1355;Station;8,13,16,26
1356;Quarry Hill;3,11
1357;Station;4,12,13,25,26
1358;Weir Estate;14,16,18
1359;Weir Estate;15,19,22,23,28
1360;Station;13,17
1361;Mill Lane;1,8,10,18,19
1362;Mill Lane;7,14,16,17
1363;Riverside;4,13,25
1364;Quarry Hill;8
1365;Riverside;1,2,4,7,8
1366;Mill Lane;1,8,11
1367;Station;13,14,15
1368;Riverside;1,2,4,15
1369;Weir Estate;7,19,20,21
1370;Riverside;2,6,20,23,26
1371;Weir Estate;13,19,20,21,24
1372;Riverside;2,7,8
1373;Riverside;2,14,17,30
1374;Riverside;1,4,5
1375;Mill Lane;1,4,8,11
1376;Mill Lane;7,16,20,27
1377;Mill Lane;8,11,18
1378;Weir Estate;1,19,23,26
1379;Station;2,10,13,14,15
1380;Mill Lane;3,7,10
1381;Mill Lane;10,16,22,23,30
1382;Mill Lane;2,9,18,23
1383;Mill Lane;7,8,11,22,27
1384;Quarry Hill;5,20,21,26
1385;Riverside;1,5,26
1386;Mill Lane;3,16,26
1387;Riverside;1,7,27
1388;Riverside;1,2,4,19,21
1389;Weir Estate;4,10,20,23,24
1390;Mill Lane;5,17
1391;Mill Lane;7,11,14,28,30
1392;Mill Lane;4,8,9,24
1393;Quarry Hill;11,25
1394;Mill Lane;9,10,14,19
1395;Weir Estate;7,20
1396;Station;1,10,11,17,27
1397;Mill Lane;2,7,8
1398;Mill Lane;8,11
1399;Mill Lane;7,8,10,13,30
1400;Mill Lane;4,10,19
1401;Riverside;1,4,17
1402;Riverside;2,6,14,26
1403;Weir Estate;4,7,19,22
1404;Riverside;4,23,29
1405;Riverside;2,4,5,7
1406;Mill Lane;1,10,15,18
1407;Mill Lane;7,10
1408;Riverside;2,8,9
1409;Weir Estate;19,21,22,24
1410;Station;4,7,8,13,28
1411;Quarry Hill;8,26,28,29
1412;Riverside;11
1413;Quarry Hill;12,25,26,28,29
1414;Quarry Hill;2,30
1415;Mill Lane;3,5,7,9,12
1416;Riverside;2,4,13
1417;Mill Lane;4,19,23
1418;Quarry Hill;2,25,29
1419;Riverside;1,5,15,17,25
1420;Riverside;4,27
1421;Quarry Hill;12,20,26
1422;Riverside;1,4,10
1423;Station;1,2,10,16,27
1424;Mill Lane;7,21
1425;Quarry Hill;10,13,14,28
1426;Quarry Hill;15,25,26,27
1427;Mill Lane;13,26
1428;Riverside;1,3,15,28,30
1429;Mill Lane;5,7,15
1430;Riverside;2,5,6,8
1431;Mill Lane;12,15
1432;Riverside;1,4,26
1433;Mill Lane;6,7,8,9,16
1434;Weir Estate;8,19,20,22,24
1435;Quarry Hill;2,3,26,28,29
1436;Station;2,11,15,16,26
1437;Mill Lane;8,11,18
1438;Riverside;2,5,6,15,17
1439;Weir Estate;2,13,20,25
1440;Mill Lane;7,8
1441;Riverside;5
1442;Riverside;13,14
1443;Riverside;4,5,8,11
1444;Mill Lane;10
1445;Riverside;6,12,26
1446;Station;2,15,18,19
1447;Mill Lane;1,8,12,15
1448;Riverside;2,4,5
1449;Mill Lane;7
1450;Mill Lane;12
1451;Quarry Hill;19
1452;Riverside;11,14,24,29
1453;Riverside;5,7,15
1454;Riverside;1,2,9
1455;Mill Lane;9,11,15,27
1456;Quarry Hill;10,25
1457;Station;2,15,25,28
1458;Quarry Hill;10,25,27
1459;Mill Lane;9,10
1460;Mill Lane;9,10,12,26
1461;Mill Lane;2
1462;Quarry Hill;15
1463;Quarry Hill;25
1464;Mill Lane;4,10,22
1465;Riverside;2,4
1466;Quarry Hill;1,19,25
1467;Mill Lane;7,9,16
1468;Riverside;2,4,10,12
1469;Mill Lane;6,11,20
1470;Quarry Hill;5,10,23
1471;Riverside;2,3,5,28
1472;Riverside;1,4,6,13,30
1473;Riverside;4
1474;Mill Lane;9,21,29
1475;Weir Estate;10,20,22,29
1476;Quarry Hill;4,12,15
1477;Weir Estate;19,20,21
1478;Mill Lane;2,10,13
1479;Mill Lane;1,8,10,11
1480;Weir Estate;8,19,23
1481;Station;16,25
1482;Weir Estate;10,21,22
1483;Mill Lane;10
1484;Station;14,17,18,19
1485;Riverside;1,2,6,10
1486;Riverside;5
1487;Quarry Hill;26,28
1488;Riverside;2,7,12,25,26
1489;Station;13,15,16,18,25
1490;Riverside;1,7,10,11
1491;Riverside;1,2,4,18,26
1492;Riverside;1,2,4
1493;Station;2,13,15
1494;Mill Lane;10,11,19
1495;Weir Estate;20,22,24,28
1496;Riverside;1,5,6
1497;Mill Lane;2,10,13
1498;Quarry Hill;5,9,25,26,27
1499;Mill Lane;2,12,14,17,30
1500;Riverside;4
1501;Riverside;1,4,9,18,28
1502;Weir Estate;8,19,20,21,24
1503;Mill Lane;10,12,19
1504;Quarry Hill;13,19,29,30
1505;Quarry Hill;26
1506;Weir Estate;19,21
1507;Mill Lane;9,11,28
1508;Riverside;2,3,6,10,13
1509;Riverside;1,10,15
1510;Mill Lane;1,7,8,13
1511;Riverside;1,4,7,12
1512;Riverside;1,5,11,13,26
1513;Riverside;1,2,26
1514;Riverside;1,2,4,15,20
1515;Quarry Hill;4,7,26
1516;Mill Lane;5,9,13,25,28
1517;Weir Estate;19,21
1518;Station;2,10,13
1519;Riverside;4,5,13,27,28
1520;Mill Lane;3,8,10
1521;Riverside;1,3
1522;Riverside;1,4,12
1523;Station;1,5,8,11,27
1524;Mill Lane;2,7,10
1525;Mill Lane;4,7,11,12
1526;Station;4,5,8,16
1527;Station;14,15,16,28
1528;Weir Estate;8,19,20,21,23
1529;Riverside;1,2
1530;Quarry Hill;13,18,19
1531;Riverside;1,5,6,10
1532;Weir Estate;19,20,30
1533;Station;15,16,26
1534;Weir Estate;8,23
1535;Riverside;1,5,6,10,17
1536;Riverside;1,5,17,19
1537;Mill Lane;1,4,7,10,14
1538;Station;11,16,26
1539;Mill Lane;8,13,15,26
1540;Riverside;1,4,6,27,28
1541;Mill Lane;7,15,25
1542;Quarry Hill;1,6,23
1543;Station;15,19
1544;Riverside;1,4,8,15
1545;Riverside;3,7
1546;Mill Lane;9,11,13
1547;Station;2,4,7,16
1548;Riverside;1,7,16
1549;Station;13,14,15,17,19
1550;Mill Lane;1,8,10
1551;Station;7,8,14,16,18
1552;Riverside;11
1553;Riverside;1,2,3,18,23
1554;Weir Estate;19,20,24
1555;Mill Lane;28
1556;Riverside;1,2,13
1557;Riverside;1,20,27,28
1558;Weir Estate;6,8,19,20,24
1559;Station;1,13,15,16
1560;Quarry Hill;10,16,25,27
1561;Weir Estate;16,20,22,24
1562;Station;8,9,13,14,28
1563;Quarry Hill;11,26,28
1564;Station;13,14,21
1565;Riverside;1,3,6,11,24
1566;Riverside;1,4
1567;Riverside;1,3
1568;Riverside;1,3,5
1569;Quarry Hill;15,21,27,30
1570;Riverside;1,2,4,9
1571;Riverside;1,5,14
1572;Mill Lane;1,4,7,9,12
1573;Riverside;3
1574;Riverside;2,6,10,17,27
1575;Weir Estate;19,24,26
1576;Riverside;1,2,28
1577;Station;5,7,13,15,16
1578;Quarry Hill;1,2,25,28
1579;Riverside;1,8,14
1580;Weir Estate;19
1581;Mill Lane;7,9,12
1582;Mill Lane;5,10
1583;Riverside;4,6,11,15
1584;Mill Lane;12,23,28
1585;Quarry Hill;16,26
1586;Station;4,15,21,23
1587;Mill Lane;7,11,12
1588;Quarry Hill;8,18,22,26,27
1589;Weir Estate;15,19,20,21,23
1590;Station;5,13
1591;Riverside;1,13
1592;Quarry Hill;26,27
1593;Quarry Hill;7,8,17,25,27
1594;Mill Lane;1,7,10
1595;Riverside;10,27
1596;Mill Lane;2,10,12,13
1597;Mill Lane;7,11,14
1598;Riverside;2,5
1599;Quarry Hill;26,29
1600;Riverside;2,4,5,18
1601;Riverside;1,4,25
1602;Mill Lane;8,17,22,26
1603;Riverside;1,2,17
1604;Riverside;1,2,3,11,22
1605;Mill Lane;8,22
1606;Mill Lane;7,10,11,12
1607;Quarry Hill;7,13,22,26,27
1608;Riverside;5,17
1609;Mill Lane;10,30
1610;Riverside;1,2,26,27
1611;Station;18
1612;Mill Lane;26
1613;Quarry Hill;19,29,30
1614;Weir Estate;9,11,19,22,23
1615;Mill Lane;2,11,17,25
1616;Riverside;1,2,4,8,28
1617;Station;13,15,16,18,19
1618;Riverside;1,4
1619;Riverside;1,5,6
1620;Station;2,15,19
1621;Mill Lane;7,10,15
1622;Mill Lane;16
1623;Station;6,13,14,24
1624;Station;16,25,26,27,28
1625;Mill Lane;8,11,14,29
1626;Riverside;1,2,5
1627;Riverside;1,4,5,7,26
1628;Quarry Hill;10,23,26,27
1629;Riverside;1,2,9,12
1630;Mill Lane;7,10,12
1631;Riverside;1,3,4,5,13
1632;Riverside;2,3,14
1633;Riverside;4,10,28
1634;Station;13,14,30
1635;Weir Estate;8,19,24
1636;Station;1,16
1637;Mill Lane;6,8,21
1638;Quarry Hill;1,16
1639;Riverside;2,4,5,10
1640;Station;11,16,27
1641;Riverside;2,8,11,13,26
1642;Station;1,13
1643;Riverside;1,2,5
1644;Riverside;29,30
1645;Quarry Hill;19,26,27,28,29
1646;Riverside;1,2,6,15
1647;Weir Estate;19,26
1648;Weir Estate;2,13,17,19,23
1649;Weir Estate;8,10,19,20,23
1650;Riverside;1,3,4,6
1651;Weir Estate;24,27
1652;Riverside;2,4,5
1653;Riverside;4,8
1654;Quarry Hill;8,28
1655;Quarry Hill;2,8,25,26,28
1656;Quarry Hill;6
1657;Quarry Hill;7,14
1658;Riverside;27,28
1659;Mill Lane;5,12
1660;Weir Estate;19,22
1661;Riverside;1,2,4,5,6
1662;Mill Lane;7,18,26
1663;Riverside;1,5,16
1664;Mill Lane;9,13
1665;Mill Lane;1,5,10,18,28
1666;Station;4,5,11,16,24
1667;Station;15,17
1668;Mill Lane;8,9,11
1669;Mill Lane;2,8,9,13,28
1670;Station;7,11,13,14,16
1671;Station;8,12,14,15,20
1672;Riverside;3,4,17,25
1673;Riverside;1,2,5
1674;Mill Lane;2,5,17
1675;Quarry Hill;10,27,30
1676;Mill Lane;1,7,10,17
1677;Riverside;1,2,3
1678;Riverside;1,3,6,16
1679;Quarry Hill;5,7,28,29
1680;Riverside;3,5,8
1681;Station;1,14,15
1682;Station;3,10,13
1683;Weir Estate;1,20,23
1684;Riverside;1,2,10,11
1685;Mill Lane;1,4,7,13
1686;Station;7,17,18
1687;Mill Lane;9,10,12,15,28
1688;Weir Estate;7,20,23,24,30
1689;Weir Estate;21,24
1690;Mill Lane;7,8,10,28,30
1691;Mill Lane;26
1692;Weir Estate;1,11,19,20,22
1693;Riverside;1,5,8
1694;Quarry Hill;16,17,21,25,26
1695;Mill Lane;2,5,7,8,17
1696;Mill Lane;7,10,16,26,27
1697;Station;1,2,7
1698;Riverside;2,5
1699;Mill Lane;1,2,4,10,11
1700;Quarry Hill;16,26
1701;Riverside;4,14,15,26,29
1702;Riverside;1,2,13,26
1703;Quarry Hill;5,8,16
1704;Weir Estate;8,20,23,25
1705;Riverside;1,5,13
1706;Mill Lane;5,7,8,10,26
1707;Riverside;1,5,9,18,19
1708;Station;2,5,13,16,18
1709;Riverside;1,4,17,18
1710;Mill Lane;7,10,25,26,28
1711;Mill Lane;6,10,13,17
1712;Station;4,6,8,15,16
1713;Mill Lane;5,8,9
1714;Riverside;1,2,4
1715;Weir Estate;16,19,20,22,23
1716;Weir Estate;12,17,19
1717;Weir Estate;20,22,24
1718;Mill Lane;13,25
1719;Mill Lane;6
1720;Weir Estate;19,24
1721;Station;6,13
1722;Weir Estate;8,24
1723;Station;13,15,16
1724;Mill Lane;8,10,18
1725;Quarry Hill;3,15,25,28,29
1726;Mill Lane;7,8,9,11,13
1727;Mill Lane;16
1728;Mill Lane;7,12,20
1729;Station;8,14,16
1730;Weir Estate;4,20,23,24,28
1731;Riverside;1,2,4,13,22
1732;Riverside;2,4
1733;Mill Lane;2,8,14,17,27
1734;Quarry Hill;17
1735;Quarry Hill;10,19,27,30
1736;Riverside;1,2,3,7
1737;Quarry Hill;2,7,25,27
1738;Weir Estate;13,21,23
1739;Station;8,14,15
1740;Riverside;2,17
1741;Riverside;1,2,3,7,25
1742;Riverside;2,26
1743;Station;1,10,14,15,17
1744;Mill Lane;7,10,11
1745;Riverside;2,5,13
1746;Mill Lane;3,12,13,16,18
1747;Mill Lane;2,7
1748;Quarry Hill;2,13,16,27,29
1749;Riverside;2,4,19
1750;Station;2,7,13,30
1751;Station;9,17,21
1752;Station;6
1753;Mill Lane;9,10
1754;Mill Lane;7,10,25
1755;Mill Lane;8,10,12
1756;Riverside;1
1757;Station;1,3,16,25
1758;Mill Lane;1,7,10
1759;Mill Lane;7,10,12,17,25
1760;Mill Lane;7,9,10,28
1761;Station;13,14,16,19
1762;Mill Lane;9
1763;Mill Lane;2,5,10
1764;Riverside;1,5
1765;Station;1,5,26
1766;Riverside;1,2,10,14
1767;Riverside;5,19
1768;Weir Estate;22
1769;Mill Lane;4,7,8,28
1770;Station;15,18,23
1771;Mill Lane;5,6,7,12
1772;Riverside;4,10
1773;Riverside;2,4,5,7,11
1774;Mill Lane;1,30
1775;Riverside;3,4,7,16
1776;Station;16
1777;Weir Estate;1,20,25
1778;Weir Estate;6,13,19,20,24
1779;Weir Estate;13,19,21,22
1780;Quarry Hill;1,8,12,29
1781;Station;9,13
1782;Riverside;3,5,6,10,15
1783;Station;4,15,19
1784;Quarry Hill;15,26
1785;Quarry Hill;5,15,27,29
1786;Mill Lane;4,8,10,12
1787;Weir Estate;21,24
1788;Mill Lane;7,8,10,11,12
1789;Weir Estate;12,13,19,21,26
1790;Weir Estate;19,20,21,23,28
1791;Riverside;1,9,19
1792;Mill Lane;3,7,9,15,16
1793;Station;10,13,15
1794;Station;10,12,14,18,23
1795;Riverside;1,3,4,5,22
1796;Mill Lane;3,4,6,8
1797;Riverside;4,11,27
1798;Weir Estate;2,19,21,23
1799;Riverside;1,6
1800;Riverside;3,10
1801;Mill Lane;7,9,25
1802;Riverside;2,4
1803;Mill Lane;5,12,16
1804;Station;14,15
1805;Riverside;2,15
1806;Mill Lane;7,8,10,11,12
1807;Riverside;3,5,21
1808;Mill Lane;11,29
1809;Mill Lane;8,10,11,13,16
1810;Riverside;5
1811;Riverside;4,5,8,15
1812;Riverside;10,24,26,29
1813;Riverside;2,9
1814;Mill Lane;1,8,12,29
1815;Riverside;1
1816;Riverside;11,13,21
1817;Riverside;2,4,5
1818;Quarry Hill;8,21,26,28
1819;Station;13
1820;Riverside;2,5,10
1821;Riverside;1,3,4,13,16
1822;Mill Lane;10,15,27
1823;Mill Lane;11,18,25
1824;Riverside;1,8,13
1825;Mill Lane;10,11,16,19,20
1826;Mill Lane;7,9,10,12,13
1827;Mill Lane;7,9,12,29
1828;Riverside;3,4,7
1829;Station;4,9,15,16
1830;Riverside;2,7,13
1831;Station;1,5,17,18,30
1832;Weir Estate;7
1833;Riverside;2,7,15
1834;Quarry Hill;24,27
1835;Station;3,7,10,13
1836;Station;8,13,19,27
1837;Riverside;2,3,19,27
1838;Mill Lane;11,26
1839;Riverside;1,4,27
1840;Quarry Hill;19,26,28
1841;Mill Lane;1,4,10
1842;Mill Lane;7,10,11,15
1843;Mill Lane;7,8,10,30
1844;Riverside;2,3,12
1845;Mill Lane;1,5,9,10,26
1846;Riverside;5,6,10,19
1847;Mill Lane;7,8,14,17,22
1848;Riverside;2,4,13,26
1849;Riverside;6,14,21
1850;Station;2,16,17
1851;Quarry Hill;2,30
1852;Riverside;1,4,5,29
1853;Quarry Hill;1,11,26,28
1854;Quarry Hill;1,18,26,29
1855;Riverside;6
1856;Mill Lane;8,26
1857;Riverside;1,2,4
1858;Weir Estate;21
1859;Weir Estate;5,20,21,23,24
1860;Mill Lane;1,2,8,13
1861;Station;1,2,6,13,15
1862;Quarry Hill;23
1863;Weir Estate;1,20,23
1864;Quarry Hill;7,26,30
1865;Quarry Hill;2,26,29
1866;Station;4,13,15
1867;Station;17,18,20
1868;Station;20
1869;Quarry Hill;12,29
1870;Riverside;1,2,3,15,29
1871;Riverside;1,5,6,19,28
1872;Mill Lane;8,11
1873;Weir Estate;19,22
1874;Mill Lane;7,8,10,17
1875;Quarry Hill;11,30
1876;Riverside;1,2,13,15,28
1877;Weir Estate;5,19,20,21
1878;Mill Lane;1,8,10,12,15
1879;Mill Lane;1,25
1880;Weir Estate;4,21
1881;Riverside;2,3,6,12,29
1882;Riverside;1,28
1883;Quarry Hill;3,16,26,27,29
1884;Riverside;3
1885;Weir Estate;8,20,22
1886;Quarry Hill;3,19,23,25
1887;Station;7,13,15,16
1888;Mill Lane;1,7,11,30
1889;Weir Estate;8,19,21
1890;Quarry Hill;15,25,27
1891;Quarry Hill;9,15,26
1892;Mill Lane;11,17
1893;Quarry Hill;10,16,28,29,30
1894;Station;5,8,17
1895;Weir Estate;19,21
1896;Riverside;1,3,4,6,25
1897;Quarry Hill;2,5,11,15,28
1898;Weir Estate;19,23
1899;Quarry Hill;11,27,28,29
1900;Riverside;2,5
1901;Riverside;2,7,11
1902;Riverside;3,5
1903;Weir Estate;8,23
1904;Weir Estate;15,19,20,21
1905;Station;2,10,13
1906;Station;1,10,17,21,25
1907;Weir Estate;13,23
1908;Riverside;1,3
1909;Weir Estate;9,19,20,21,24
1910;Riverside;3,5,11
1911;Mill Lane;2,4,5,10,26
1912;Riverside;1,26
1913;Mill Lane;1,7,9
1914;Mill Lane;8,11,19
1915;Riverside;11,23,27
1916;Mill Lane;7,9,28
1917;Weir Estate;2,20,21,22
1918;Riverside;2,3,6,9,20
1919;Station;6,14,15,17
1920;Quarry Hill;2,28
1921;Riverside;4
1922;Mill Lane;1,7,8,10,15
1923;Riverside;1,4,6,9,12
1924;Mill Lane;2,13,26
1925;Quarry Hill;8,29
1926;Riverside;1,3,6,18
1927;Station;10,14
1928;Station;1,15
1929;Station;15,16,26
1930;Station;1,13,17,21,24
1931;Riverside;1
1932;Mill Lane;8,10,14,15,25
1933;Quarry Hill;13,14
1934;Weir Estate;21,24
1935;Mill Lane;5,7,8,10,25
1936;Mill Lane;10,21,25,28
1937;Mill Lane;6,7,10,11
1938;Weir Estate;4,22
1939;Weir Estate;11,20,21,26,29
1940;Riverside;2,3,15
1941;Mill Lane;2,7,8,26,27
1942;Mill Lane;11,12,13
1943;Station;2,15
1944;Mill Lane;7,8,14,15,29
1945;Station;14,28
1946;Weir Estate;19,20,24
1947;Mill Lane;7,8,9,11
1948;Station;10,15,16,17,22
1949;Mill Lane;1,8,10
1950;Station;10,17,19
1951;Station;15,16,18,28
1952;Riverside;1,4,5,25,27
1953;Quarry Hill;29
1954;Weir Estate;4,20,24
1955;Station;1,15,16,29
1956;Quarry Hill;13,19,26,27
1957;Mill Lane;4,7,9
1958;Riverside;3,17,19,26
1959;Riverside;2,4,6,7,26
1960;Station;2,17,18
1961;Mill Lane;1,8,10,20,21
1962;Weir Estate;19,20,21
1963;Mill Lane;9,26
1964;Riverside;1,2,13,17
1965;Mill Lane;4,9,30
1966;Quarry Hill;5,10,16
1967;Station;4,12,18
1968;Mill Lane;1,9,10,16
1969;Mill Lane;5,8,27
1970;Weir Estate;4
1971;Mill Lane;6,8,10,12,26
1972;Weir Estate;30
1973;Riverside;1,8
1974;Weir Estate;19,22,29
1975;Mill Lane;8,16
1976;Weir Estate;3,17,20,21,23
1977;Riverside;4,5,6
1978;Quarry Hill;24,25,26,27,28
1979;Station;8,13,15,27
1980;Riverside;1,2,4,8,25
1981;Mill Lane;10,24
1982;Riverside;1,2,4,15,20
1983;Station;12,15,16,18
1984;Quarry Hill;4,19,29
1985;Mill Lane;10
1986;Weir Estate;8,20,24,25
1987;Riverside;2,20,25
1988;Mill Lane;7,8,10,12,19
1989;Riverside;1,4,5
1990;Riverside;1,5,15
1991;Station;1,7,15,16,19
1992;Station;8,18,19,26
1993;Riverside;1,4,6,15,16
1994;Mill Lane;7,10
1995;Station;10,13,16,18
1996;Quarry Hill;5,9,21
1997;Station;9,13,15,26,28
1998;Mill Lane;1,7,9
1999;Riverside;1,4,13,14,15
2000;Weir Estate;17,19,20,22,23
2001;Mill Lane;8,23,30
2002;Mill Lane;10,11,24,29
2003;Riverside;1,3,6
2004;Riverside;2,3,8,17,22
2005;Station;17,18,30
2006;Mill Lane;1,8
2007;Mill Lane;7,8,28
2008;Station;2,14,18
2009;Station;4,13,15,27
2010;Mill Lane;4,8,9,13,17
2011;Mill Lane;8,11
2012;Quarry Hill;13,25,26,28,29
2013;Weir Estate;11,19,20,22,24
2014;Quarry Hill;12,16,27
2015;Weir Estate;15,19,21
2016;Riverside;25
2017;Station;4,13,17,26,27
2018;Mill Lane;1,4,5,8
2019;Riverside;1,13,28
2020;Quarry Hill;26
2021;Riverside;1,2,5,29
2022;Mill Lane;5,7,8
2023;Riverside;16,21,25
2024;Riverside;2,8,14,15,26
2025;Station;13,17,18,29
2026;Mill Lane;6,7,11
2027;Station;13,14
2028;Mill Lane;7,13,26
2029;Quarry Hill;25,29,30
2030;Weir Estate;23
2031;Weir Estate;19,23,26
2032;Riverside;2,5,7,15,21
2033;Riverside;3,5
2034;Station;12,13,16,27
2035;Weir Estate;8,10,15,19,23
2036;Quarry Hill;8,16,19,27,29
2037;Quarry Hill;3,25,27
2038;Mill Lane;8,10,11,15
2039;Mill Lane;8,15,16,29
2040;Riverside;1,2,4,8
2041;Riverside;2,6,17
2042;Quarry Hill;9,26
2043;Riverside;1,7
2044;Riverside;2,4
2045;Riverside;19
2046;Station;15,16,27,29
2047;Quarry Hill;26,27
2048;Riverside;1,2,5
2049;Quarry Hill;21,27,28
2050;Riverside;1,2,4,8,27
2051;Quarry Hill;10,12,27
2052;Weir Estate;19,20,21
2053;Mill Lane;7,9,12
2054;Weir Estate;7,8,11,19
2055;Mill Lane;9,10
2056;Weir Estate;16,19,20,23,26
2057;Riverside;1,16
2058;Riverside;1,2,4,5
2059;Quarry Hill;3,7,8,26,27
2060;Riverside;1,2,4,10,15
2061;Riverside;3,10,15
2062;Riverside;1,3,5,9
2063;Riverside;2,4,5,9,30
2064;Mill Lane;9,25
2065;Station;4,13,16,18
2066;Riverside;1,2,4,13,27
2067;Riverside;7
2068;Riverside;4,17,27
2069;Quarry Hill;16,26,28,29
2070;Riverside;2,3,6,10,13
2071;Station;1,7,13
2072;Mill Lane;2,12
2073;Weir Estate;5,20,21
2074;Mill Lane;7,9,10,12,17
2075;Quarry Hill;15,25,29
2076;Weir Estate;4,19,22,23
2077;Quarry Hill;2,26,28,29
2078;Weir Estate;8,19,21,23
2079;Mill Lane;1,22
2080;Quarry Hill;11,26,30
2081;Quarry Hill;25,26,27
2082;Station;7,9,13,18,26
2083;Riverside;1,3,10
2084;Station;13,17
2085;Riverside;4
2086;Riverside;1,2,5
2087;Weir Estate;8,10,25
2088;Quarry Hill;25,27,29
2089;Riverside;1,4
2090;Mill Lane;8
2091;Riverside;1,16,20
2092;Station;3,11,13,15
2093;Quarry Hill;15,16,27
2094;Mill Lane;7,9,12,14
2095;Mill Lane;7,8,10,12,27
2096;Station;7,13,14
2097;Mill Lane;4,8,16
2098;Mill Lane;7,8,10
2099;Station;13,17,28
2100;Quarry Hill;9,11,15,28
2101;Riverside;1,4,13
2102;Mill Lane;8,11,14,21
2103;Station;8,11,15,17,20
2104;Station;11,12,13
2105;Mill Lane;7,9,10,19,30
2106;Riverside;1,4,23
2107;Riverside;2,3,4,15,17
2108;Mill Lane;3,7,11
2109;Station;9,11
2110;Riverside;3,5,6,15
2111;Weir Estate;1,19,20,21,22
2112;Quarry Hill;2,5,26,27
2113;Quarry Hill;2,13,29
2114;Riverside;6,7,19
2115;Mill Lane;7,9,11,12
2116;Riverside;1,2,5,8,17
2117;Weir Estate;19,20,22,23
2118;Mill Lane;1,9,29
2119;Quarry Hill;14,25,28,29
2120;Station;7,13,14
2121;Riverside;1,2,7
2122;Station;7,10,13,19
2123;Riverside;4,7,22
2124;Station;2,16,17,21
2125;Weir Estate;15,19,21
2126;Station;13,15,16,18,19
2127;Weir Estate;5,12,14,19,23
2128;Riverside;1,5,9,13
2129;Station;11,13,29
2130;Mill Lane;4,10,29
2131;Riverside;1,2,26
2132;Station;8,9,10,11
2133;Riverside;1,6,8,30
2134;Mill Lane;9,10,16,24
2135;Quarry Hill;1,2,26,28,30
2136;Weir Estate;1,20,23
2137;Quarry Hill;27,29,30
2138;Station;1,7
2139;Mill Lane;5,11
2140;Weir Estate;13,28
2141;Riverside;1,11,19
2142;Weir Estate;12,19,20,21,24
2143;Riverside;4
2144;Mill Lane;3,8,16,22,29
2145;Riverside;1,3,5,10,14
2146;Mill Lane;10,24,27
2147;Mill Lane;8,11,12,13
2148;Weir Estate;1,19,21,22
2149;Riverside;7
2150;Riverside;2,4,15,27
2151;Mill Lane;1,3
2152;Weir Estate;20,23
2153;Quarry Hill;2,13,26,27,28
2154;Station;16
2155;Quarry Hill;7,26,27,29
2156;Quarry Hill;15,28
2157;Weir Estate;19
2158;Weir Estate;2,19
2159;Riverside;3,5,6,13,23
2160;Riverside;1,11,15,19
2161;Station;13,14,15,26
2162;Mill Lane;5,6,7,11
2163;Station;13
2164;Station;5
2165;Quarry Hill;7,25,26,30
2166;Riverside;15,26
2167;Station;1,16,18
2168;Station;9,11,13
2169;Quarry Hill;7,23,25,27
2170;Quarry Hill;7,21,25,26,27
2171;Station;1,7,8,15,17
2172;Weir Estate;2,19,20,21,23
2173;Weir Estate;8,19,21,23
2174;Quarry Hill;3,21,26
2175;Quarry Hill;1,7,16,27,28
2176;Riverside;1
2177;Mill Lane;1,4,8,12,20
2178;Mill Lane;26
2179;Riverside;4
2180;Riverside;1,5,6,13,28
2181;Riverside;25
2182;Riverside;1,3,5,7,19
2183;Station;10,15,16,18,25
2184;Quarry Hill;7
2185;Station;1,13,14
2186;Quarry Hill;1,13,25,29,30
2187;Riverside;2,6
2188;Riverside;1,8,20
2189;Station;15,16,17
2190;Riverside;1,5,13,14
2191;Weir Estate;8,20,21,22,24
2192;Station;12
2193;Quarry Hill;3,4,7,18,26
2194;Mill Lane;7,10,12,17
2195;Quarry Hill;1,10,27,28
2196;Riverside;2,3,4,6,19
2197;Weir Estate;19,23
2198;Station;7,13,15,16
2199;Mill Lane;8
2200;Weir Estate;1,2,3,20,24
2201;Mill Lane;1,7,8,9,12
2202;Riverside;1,3,17,26
2203;Weir Estate;8,19,22
2204;Riverside;5,6,16,17
2205;Station;9
2206;Riverside;4,5,15
2207;Mill Lane;7,16
2208;Mill Lane;7,8,9,12,28
2209;Riverside;2,18,24
2210;Quarry Hill;5,11,23,27
2211;Station;13
2212;Mill Lane;4,8,9
2213;Riverside;1,3,5,16,26
2214;Mill Lane;10
2215;Riverside;5,17
2216;Mill Lane;19
2217;Weir Estate;1,19,22,25
2218;Riverside;1,6,12,26
2219;Riverside;1,2,5,12,20
2220;Station;4,16
2221;Weir Estate;19
2222;Weir Estate;8,19,20
2223;Weir Estate;15,19,23
2224;Station;1,8,13,16
2225;Riverside;1,2,6,12,24
2226;Riverside;1,3,4
2227;Quarry Hill;5,27,28
2228;Mill Lane;8,9,15,23
2229;Mill Lane;12
2230;Mill Lane;8,9,10,12,19
2231;Weir Estate;19
2232;Mill Lane;7
2233;Station;15
2234;Riverside;1,2,6
2235;Quarry Hill;15,30
2236;Quarry Hill;2,3,7,27,28
2237;Mill Lane;1,7,9,10
2238;Station;5,13,17
2239;Mill Lane;2,6,7,17,26
2240;Station;3,4,15,26
2241;Quarry Hill;4,12,19,26,27
2242;Mill Lane;1,18
2243;Weir Estate;8
2244;Station;7,13,25
2245;Quarry Hill;25,26
2246;Riverside;7,20,23,25
2247;Riverside;2,26
2248;Riverside;1,3,6,29
2249;Quarry Hill;1,8,20
2250;Weir Estate;1,19,20,24
2251;Weir Estate;16,19,23
2252;Riverside;1
2253;Riverside;1,4,5,7,10
2254;Quarry Hill;15,25,26,29
2255;Riverside;1,3,24
2256;Quarry Hill;1,17,29
2257;Quarry Hill;18,28
2258;Mill Lane;5,7,9,10
2259;Quarry Hill;6,28,30
2260;Station;7,13,16,20
2261;Station;14,15,17,25
2262;Quarry Hill;7,26,29
2263;Riverside;5,13,28
2264;Riverside;1,2,4,6,23
2265;Station;2,7,16,17,18
2266;Station;16
2267;Quarry Hill;5
2268;Weir Estate;19,23,27
2269;Riverside;5,11,16,17,19
2270;Station;4,5,13
2271;Station;1,3,16,30
2272;Riverside;2,4,10
2273;Mill Lane;7,9,15
2274;Riverside;2
2275;Mill Lane;8,24
2276;Riverside;2,4,7,13
2277;Riverside;1,2,3
2278;Riverside;2,20
2279;Riverside;1,7,21
2280;Weir Estate;9,21,22,23
2281;Riverside;1,4,13
2282;Riverside;15,16,28
2283;Riverside;2,7
2284;Riverside;1,5,10,22
2285;Quarry Hill;1,13,29
2286;Quarry Hill;4,13
2287;Quarry Hill;7,8,13,15,28
2288;Station;1,2,8,15
2289;Riverside;17,28
2290;Riverside;2,7
2291;Mill Lane;7,8
2292;Mill Lane;7,14,25
2293;Riverside;1,2,6,17
2294;Riverside;1,3,4,11
2295;Weir Estate;4,21,24
2296;Riverside;4
2297;Station;15,16,17,19,26
2298;Quarry Hill;3,8,10,26
2299;Weir Estate;19,22
2300;Riverside;5
2301;Quarry Hill;11,17,26,28,30
2302;Station;2,11,15,16
2303;Mill Lane;7,9
2304;Riverside;2,5,13,19,21
2305;Quarry Hill;9,19,25
2306;Riverside;1,2,24
2307;Weir Estate;20,23
2308;Riverside;1,4,6,7,28
2309;Quarry Hill;8,17,30
2310;Riverside;1,4,15,16,18
2311;Mill Lane;4,7,13,27
2312;Mill Lane;8
2313;Riverside;1,2,10,17,28
2314;Mill Lane;10,17,19,29
2315;Weir Estate;18,19,21,22
2316;Riverside;1,6,15,17
2317;Mill Lane;7,8,9,13,19
2318;Riverside;4,5,26,28
2319;Station;13
2320;Riverside;2,3,4,8,12
2321;Mill Lane;8,10,24,30
2322;Weir Estate;19,22,23
2323;Weir Estate;2,22,29
2324;Station;5,13,15
2325;Station;2,7,13,15,26
2326;Quarry Hill;8,28
2327;Station;13,16,18
2328;Riverside;8,9
2329;Mill Lane;8,11,29
2330;Riverside;1,2,4,5,13
2331;Weir Estate;7,8
2332;Weir Estate;15,16,19,21
2333;Riverside;1,2,16,28
2334;Mill Lane;4,8,10,11,15
2335;Mill Lane;7,8,9,11,16
2336;Quarry Hill;4,16,25,26
2337;Quarry Hill;2,16,25
2338;Mill Lane;5,7,12,25
2339;Riverside;1
2340;Mill Lane;8,17,18
2341;Weir Estate;10,19,20,23,28
2342;Mill Lane;1,10,17
2343;Riverside;6,7,11
2344;Mill Lane;1,5,9,15
2345;Quarry Hill;1,10,26
2346;Riverside;1
2347;Mill Lane;13
2348;Riverside;4,13,27
2349;Weir Estate;19,20,21,23
2350;Mill Lane;8,22
2351;Mill Lane;7,10
2352;Riverside;1,4,7
2353;Mill Lane;2,8
2354;Mill Lane;7,8,10,11,27
2355;Mill Lane;8,13
2356;Mill Lane;8,10,11
2357;Riverside;1,4,22
2358;Station;13,15,17,20
2359;Station;5,17,18
2360;Mill Lane;7,19
2361;Riverside;4,10,21
2362;Station;4,8,17,18,23
2363;Station;6,13,19
2364;Station;14,17
2365;Riverside;1,4,12,23
2366;Riverside;4
2367;Quarry Hill;1,18,27,28
2368;Weir Estate;13,19,23
2369;Weir Estate;11,20,21,24
2370;Mill Lane;1,3,5,8
2371;Quarry Hill;26,30
2372;Quarry Hill;4,12,29
2373;Station;15
2374;Station;23
2375;Mill Lane;7,19
2376;Riverside;4,10
2377;Riverside;4,6,14,25
2378;Riverside;1,2,7,28
2379;Station;1,13,20
2380;Station;3,10,13
2381;Quarry Hill;15,22,30
2382;Station;2,10,13,27,30
2383;Riverside;1,2
2384;Quarry Hill;9,25,26
2385;Mill Lane;1,10
2386;Mill Lane;1,7,26,28
2387;Riverside;5,11,17,21,26
2388;Riverside;2,3,23
2389;Riverside;1,4,6,20
2390;Station;6,13
2391;Riverside;2,5,10,19,26
2392;Mill Lane;9,10,11,12
2393;Riverside;1,8,19
2394;Riverside;7
2395;Riverside;1
2396;Riverside;5
2397;Station;1,4,13,15
2398;Mill Lane;10,20,28
2399;Station;2
2400;Mill Lane;8,9,10,12,26
