import {FLACDecoder} from '@wasm-audio-decoders/flac';
import {readFileSync} from 'node:fs';
import {parseFrameHeader} from '../electron/core/audio/formats/flac-frame.ts';
const b=new Uint8Array(readFileSync('/work/shared/audio/flac-test-files/22 - 12 bit per sample.flac'));
const d=new FLACDecoder(); await d.ready;
const at:number[]=[]; for(let i=42;i<b.length&&at.length<3;i++){const h=parseFrameHeader(b,i); if(h){at.push(i);console.log(i,h);}}
const r=await d.decodeFrames([b.slice(at[0],at[1])]); console.log(r.samplesDecoded,r.bitDepth,r.errors,r.channelData[0]!.slice(0,4));
const r2=await d.decodeFrames([b.slice(at[1],at[2])]); console.log(r2.samplesDecoded,r2.bitDepth,r2.errors,r2.channelData[0]!.slice(0,4));
